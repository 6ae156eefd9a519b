import type { Actor, Role } from "./scope";

/** Who may do what: the one table. An auditor reads everything and changes nothing. */
const permissions = {
  "organization:read": ["owner", "admin", "auditor"],
  "organization:update": ["owner"],
  "admin:read": ["owner", "admin", "auditor"],
  "admin:manage": ["owner"],
  "audit:read": ["owner", "admin", "auditor"],
  "directory:read": ["owner", "admin", "auditor"],
  "directory:create": ["owner", "admin"],
  "directory:update": ["owner", "admin"],
  "directory:delete": ["owner"],
  "token:read": ["owner", "admin", "auditor"],
  "token:create": ["owner", "admin"],
  "token:revoke": ["owner", "admin"],
  "domain:read": ["owner", "admin", "auditor"],
  "domain:create": ["owner", "admin"],
  "domain:update": ["owner", "admin"],
  "domain:delete": ["owner", "admin"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

/** Whether a role has a permission. */
export function can(role: Role, permission: Permission): boolean {
  const roles: readonly Role[] = permissions[permission];
  return roles.includes(role);
}

/** The actor's role does not have the permission. */
export class ForbiddenError extends Error {
  override readonly name = "ForbiddenError";
  constructor(readonly permission: Permission) {
    super(`missing permission ${permission}`);
  }
}

/**
 * Every use-case of lib/console asks this first. An operator may everything; a token nothing of the console.
 * @throws ForbiddenError
 */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (actor.kind === "operator") return;
  if (actor.kind === "admin" && can(actor.role, permission)) return;
  throw new ForbiddenError(permission);
}
