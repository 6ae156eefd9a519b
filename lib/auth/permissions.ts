import type { Actor, Role } from "./scope";

/** Of the table, what a setup link may: for its own directory alone. */
type Holder = Role | "guideLink";

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
  "directory:enable": ["owner", "admin", "guideLink"],
  "directory:delete": ["owner"],
  "guide:read": ["owner", "admin", "auditor", "guideLink"],
  "guide:mark": ["owner", "admin", "guideLink"],
  "guide-link:read": ["owner", "admin", "auditor"],
  "guide-link:create": ["owner", "admin"],
  "guide-link:revoke": ["owner", "admin"],
  "connection:test": ["owner", "admin", "guideLink"],
  "trial:read": ["owner", "admin", "auditor"],
  "trial:run": ["owner", "admin"],
  "person:decide": ["owner", "admin"],
  "token:read": ["owner", "admin", "auditor"],
  "token:create": ["owner", "admin", "guideLink"],
  "token:revoke": ["owner", "admin"],
  "domain:read": ["owner", "admin", "auditor"],
  "domain:create": ["owner", "admin"],
  "domain:update": ["owner", "admin"],
  "domain:delete": ["owner", "admin"],
} as const satisfies Record<string, readonly Holder[]>;

export type Permission = keyof typeof permissions;

/** Whether a role, or whoever holds a setup link, has a permission. */
export function can(holder: Holder, permission: Permission): boolean {
  const holders: readonly Holder[] = permissions[permission];
  return holders.includes(holder);
}

/** The actor's role does not have the permission. */
export class ForbiddenError extends Error {
  override readonly name = "ForbiddenError";
  constructor(readonly permission: Permission) {
    super(`missing permission ${permission}`);
  }
}

/**
 * Every use-case of lib/console asks this first. An operator may everything; a token nothing of the console. A setup link
 * passes only where the use-case names the directory that it is about, and that is the link's own: a use-case that was
 * not made with links in mind is closed to them.
 * @throws ForbiddenError
 */
export function requirePermission(actor: Actor, permission: Permission, directoryId?: string): void {
  if (actor.kind === "operator") return;
  if (actor.kind === "admin" && can(actor.role, permission)) return;
  if (actor.kind === "guideLink" && can("guideLink", permission) && directoryId === actor.directoryId) return;
  throw new ForbiddenError(permission);
}
