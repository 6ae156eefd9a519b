import { uuidv7 } from "uuidv7";
import { requirePermission } from "@/lib/auth/permissions";
import type { OrganizationScope } from "@/lib/auth/scope";
import { db } from "@/lib/db/client";
import { deleteDomain, findDomain, findDomainByName, insertDomain, listDomainsOf } from "@/lib/db/domains";
import type { AddDomainInput, RemoveDomainInput } from "@/lib/inputs/domain";
import { notFound, refuseFields } from "@/lib/inputs/refusal";
import { audited } from "./audited";

export interface DomainDto {
  readonly id: string;
  /** Lower-case ASCII. */
  readonly name: string;
  readonly state: "pending" | "verified" | "failing";
  readonly createdAt: Date;
  readonly verifiedAt: Date | null;
}

/**
 * Registers a domain. Only the operator can vouch for one; everybody else's starts pending.
 * @param options.verified asked by the operator: the domain is theirs to vouch for
 * @throws ForbiddenError, Refusal when it is registered already, or verified by another organization
 */
export async function addDomain(
  scope: OrganizationScope,
  { name }: AddDomainInput,
  options: { readonly verified?: boolean } = {},
): Promise<DomainDto> {
  requirePermission(scope.actor, "domain:create");
  const isVerified = options.verified === true && scope.actor.kind === "operator";
  if ((await findDomainByName(db, scope, name)) !== undefined) throw refuseFields({ name: "validation.domainExists" });
  return audited(
    scope,
    async (transaction) => ({
      value: await insertDomain(transaction, scope, {
        id: uuidv7(),
        name,
        state: isVerified ? "verified" : "pending",
        verifiedAt: isVerified ? new Date() : null,
      }),
      entry: { action: "domain.create", target: name, details: { verified: isVerified } },
    }),
    refuseFields({ name: "validation.domainTaken" }),
  );
}

/** The organization's domains, by name. */
export async function listDomains(scope: OrganizationScope): Promise<DomainDto[]> {
  requirePermission(scope.actor, "domain:read");
  return listDomainsOf(db, scope);
}

/**
 * Withdraws a domain: from the next request on, applications that ask for registered domains refuse its userNames.
 * @throws ForbiddenError, Refusal when the organization has no such domain
 */
export async function removeDomain(scope: OrganizationScope, { domainId }: RemoveDomainInput): Promise<void> {
  requirePermission(scope.actor, "domain:delete");
  const domain = await findDomain(db, scope, domainId);
  if (domain === undefined) throw notFound();
  await audited(scope, async (transaction) => {
    await deleteDomain(transaction, scope, domainId);
    return { value: undefined, entry: { action: "domain.delete", target: domain.name } };
  });
}
