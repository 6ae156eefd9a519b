import { defaultAccess } from "./tenant";
import type { AppRole, Tenant } from "./tenant";

/** Who is assigned to the application with which roles; directly, or by a group whose first level they are in. */
export interface Entitlements {
  /** The roles that entitle a person or group; "Default Access" is not among them. */
  rolesOf(id: string): readonly AppRole[];
  /** Whether they are assigned at all, be it by Default Access. */
  isAssigned(id: string): boolean;
  /** Assigned by a role that entitles, or everybody is. */
  isEntitled(id: string): boolean;
}

/** Reads a tenant's assignments. Entra does not look into nested groups (ENTRA.md §5). */
export function entitlementsOf({ scope, roles, assignments, groups }: Tenant): Entitlements {
  const byValue = new Map(roles.map((role) => [role.value, role]));
  const rolesById = new Map<string, AppRole[]>();
  const assigned = new Set<string>();
  const give = (id: string, value: string) => {
    assigned.add(id);
    const role = value === defaultAccess ? undefined : byValue.get(value);
    if (!role) return;
    const known = rolesById.get(id) ?? [];
    if (!known.includes(role)) rolesById.set(id, [...known, role]);
  };
  for (const { principal, role } of assignments) {
    give(principal, role);
    const group = groups.get(principal);
    if (group && group.deleted === undefined)
      for (const member of group.members) if (!groups.has(member)) give(member, role);
  }
  return {
    rolesOf: (id) => rolesById.get(id) ?? [],
    isAssigned: (id) => assigned.has(id),
    isEntitled: (id) => scope === "all" || rolesById.has(id),
  };
}
