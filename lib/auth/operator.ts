import { db } from "@/lib/db/client";
import { findGuideLinkOrganization } from "@/lib/db/guide-links";
import { findClientOrganization } from "@/lib/db/oauth-clients";
import { findOrganizationBySlug } from "@/lib/db/organizations";
import { findTokenOrganization } from "@/lib/db/tokens";
import type { OrganizationScope } from "./scope";

const scopeOf = (organizationId: string): OrganizationScope => ({ organizationId, actor: { kind: "operator" } });

/** The operator's scope in the organization of that slug, or undefined. For the command line and the boot sequence. */
export async function operatorScope(organizationSlug: string): Promise<OrganizationScope | undefined> {
  const organization = await findOrganizationBySlug(db, organizationSlug);
  return organization === undefined ? undefined : scopeOf(organization.id);
}

/** The operator's scope in the organization that a token belongs to, or undefined. */
export async function operatorScopeOfToken(tokenId: string): Promise<OrganizationScope | undefined> {
  const organizationId = await findTokenOrganization(db, tokenId);
  return organizationId === undefined ? undefined : scopeOf(organizationId);
}

/** The operator's scope in the organization that an OAuth client belongs to, or undefined. */
export async function operatorScopeOfClient(clientId: string): Promise<OrganizationScope | undefined> {
  const organizationId = await findClientOrganization(db, clientId);
  return organizationId === undefined ? undefined : scopeOf(organizationId);
}

/** The operator's scope in the organization that a setup link belongs to, or undefined. */
export async function operatorScopeOfGuideLink(linkId: string): Promise<OrganizationScope | undefined> {
  const organizationId = await findGuideLinkOrganization(db, linkId);
  return organizationId === undefined ? undefined : scopeOf(organizationId);
}
