import type { Configuration } from "../sync/configuration";
import type { Tenant } from "../tenant/tenant";
import type { Expectation, ExpectedLink } from "./expectation";

const isProvisioned = (link: ExpectedLink | undefined): link is ExpectedLink & { resource: string } =>
  link?.resource !== undefined && link.managed;

/**
 * Managers of those who were looked at (ENTRA.md §5): one who is not provisioned is left out, and not filled in later; one
 * that was never written is not cleared.
 */
export function expectManagers(
  { links, resources }: Expectation,
  { userMappings }: Configuration,
  tenant: Tenant,
  read: ReadonlySet<string>,
): void {
  if (!userMappings.some(({ isReference }) => isReference)) return;
  for (const { id, manager } of tenant.users.values()) {
    const link = links.get(id);
    if (!read.has(id) || !isProvisioned(link)) continue;
    const resource = resources.get(link.resource);
    const above = manager === undefined ? undefined : links.get(manager);
    if (!resource || (manager !== undefined && !isProvisioned(above))) continue;
    if (above?.resource !== undefined) resource.manager = above.resource;
    else if (link.hasManager) delete resource.manager;
    link.hasManager = manager !== undefined;
  }
}

/**
 * Members of every group (ENTRA.md §5): who is not provisioned joins when they are; who was disabled stays; who is known to
 * Entra no more cannot be taken out by name.
 */
export function expectMembers(
  { links, resources }: Expectation,
  tenant: Tenant,
  isLookedAt: (id: string) => boolean,
): void {
  for (const { id, members, deleted } of tenant.groups.values()) {
    const link = links.get(id);
    if (deleted !== undefined || !isLookedAt(id) || !isProvisioned(link)) continue;
    const resource = resources.get(link.resource);
    if (!resource) continue;
    const wanted = new Set(members);
    const written = new Set(link.members);
    const has = new Set(resource.members);
    for (const member of link.members) {
      if (wanted.has(member)) continue;
      written.delete(member);
      const key = links.get(member)?.resource;
      if (key !== undefined) has.delete(key);
    }
    for (const member of wanted) {
      const joining = links.get(member);
      if (written.has(member) || !isProvisioned(joining)) continue;
      written.add(member);
      has.add(joining.resource);
    }
    link.members = [...written];
    resource.members = [...has];
  }
}
