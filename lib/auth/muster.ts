import type { OrganizationScope } from "./scope";

/** Muster's own scope in an organization: for what it does on its schedule. */
export const musterScope = (organizationId: string): OrganizationScope => ({
  organizationId,
  actor: { kind: "muster" },
});
