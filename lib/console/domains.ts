import { domainToUnicode } from "node:url";
import { uuidv7 } from "uuidv7";
import type { DomainState } from "@/lib/applications/domain-policy";
import { ForbiddenError, requirePermission } from "@/lib/auth/permissions";
import type { OrganizationScope } from "@/lib/auth/scope";
import { db } from "@/lib/db/client";
import type { Database } from "@/lib/db/client";
import {
  countDomains,
  deleteDomain,
  findDomainBy,
  insertDomain,
  listDomainsOf,
  updateSubdomains,
  updateVouched,
} from "@/lib/db/domains";
import type { DomainRecord } from "@/lib/db/domains";
import { isFreeMail } from "@/lib/domains/free-mail";
import { lookAtDomain } from "@/lib/domains/look-at-domain";
import type { LookOptions } from "@/lib/domains/look-at-domain";
import { readSighting } from "@/lib/domains/sighting";
import type { Sighting } from "@/lib/domains/sighting";
import { newChallenge, txtRecordOf } from "@/lib/domains/txt-record";
import type { TxtRecord } from "@/lib/domains/txt-record";
import type { AddDomainInput, DomainInput, SetSubdomainsInput } from "@/lib/inputs/domain";
import { notFound, refuseFields } from "@/lib/inputs/refusal";
import { audited } from "./audited";

/** How many domains an organization may register: each cached credential carries them all. */
const domainsMax = 500;
/** Looks that were asked for closer together than this are one. */
const lookPauseMs = 2_000;

export interface DomainDto {
  readonly id: string;
  /** Lower-case ASCII. */
  readonly name: string;
  /** As people write it, where that is not ASCII. */
  readonly unicodeName: string | null;
  readonly state: DomainState;
  /** Another organization has verified it. */
  readonly taken: boolean;
  readonly coversSubdomains: boolean;
  /** Verified on the operator's word: DNS is not asked. */
  readonly vouched: boolean;
  readonly record: TxtRecord;
  readonly createdAt: Date;
  readonly verifiedAt: Date | null;
  /** When DNS was last asked, what it said, and when it is asked again. */
  readonly checkedAt: Date | null;
  readonly sighting: Sighting | null;
  readonly nextCheckAt: Date | null;
  readonly seenAt: Date | null;
  /** Re-checks in a row that missed the record of a verified domain. */
  readonly misses: number;
}

/**
 * Registers a domain. Only the operator can vouch for one, also for one of a free-mail provider; everybody else's starts
 * pending, and DNS decides.
 * @param options.verified asked by the operator: the domain is theirs to vouch for
 * @throws ForbiddenError, Refusal when it is registered already, is a free-mail provider's, or is to be vouched for and
 * verified by another organization
 */
export async function addDomain(
  scope: OrganizationScope,
  { name, coversSubdomains = false }: AddDomainInput,
  options: { readonly verified?: boolean } = {},
): Promise<DomainDto> {
  requirePermission(scope.actor, "domain:create");
  const vouched = options.verified === true && scope.actor.kind === "operator";
  if (!vouched && isFreeMail(name)) throw refuseFields({ name: "validation.freeMail" });
  if ((await findDomainBy(db, scope, { name })) !== undefined) throw refuseFields({ name: "validation.domainExists" });
  if ((await countDomains(db, scope)) >= domainsMax) throw refuseFields({ name: "validation.domainsMany" });
  const id = uuidv7();
  const now = new Date();
  return audited(
    scope,
    async (transaction) => {
      await insertDomain(transaction, scope, {
        id,
        name,
        coversSubdomains,
        vouched,
        challenge: newChallenge(),
        state: vouched ? "verified" : "pending",
        verifiedAt: vouched ? now : null,
        nextCheckAt: vouched ? null : now,
      });
      return {
        value: toDto(await requireDomain(transaction, scope, id)),
        entry: { action: "domain.create", target: name, details: { verified: vouched, coversSubdomains } },
      };
    },
    // Of two requests at once for the same name, the later one comes here.
    refuseFields({ name: vouched ? "validation.domainTaken" : "validation.domainExists" }),
  );
}

/** The organization's domains, by name. */
export async function listDomains(scope: OrganizationScope): Promise<DomainDto[]> {
  requirePermission(scope.actor, "domain:read");
  return (await listDomainsOf(db, scope)).map(toDto);
}

/** The organization's domain of that name, or undefined. */
export async function findDomain(scope: OrganizationScope, name: string): Promise<DomainDto | undefined> {
  requirePermission(scope.actor, "domain:read");
  const record = await findDomainBy(db, scope, { name });
  return record === undefined ? undefined : toDto(record);
}

/**
 * Looks for the domain's TXT record in DNS, now. One that is vouched for needs none, and is not looked for.
 * @throws ForbiddenError, Refusal when the organization has no such domain
 */
export async function checkDomain(
  scope: OrganizationScope,
  { domainId }: DomainInput,
  options: LookOptions = {},
): Promise<DomainDto> {
  requirePermission(scope.actor, "domain:update");
  const domain = await requireDomain(db, scope, domainId);
  const { at = new Date() } = options;
  const wasJustNow = domain.checkedAt !== null && at.getTime() - domain.checkedAt.getTime() < lookPauseMs;
  if (domain.vouched || wasJustNow) return toDto(domain);
  await lookAtDomain(scope, domain, { ...options, at });
  return toDto(await requireDomain(db, scope, domainId));
}

/**
 * Says whether the domain speaks for its subdomains too, from the next request on.
 * @throws ForbiddenError, Refusal when the organization has no such domain
 */
export async function setSubdomains(
  scope: OrganizationScope,
  { domainId, coversSubdomains }: SetSubdomainsInput,
): Promise<DomainDto> {
  requirePermission(scope.actor, "domain:update");
  const domain = await requireDomain(db, scope, domainId);
  if (domain.coversSubdomains === coversSubdomains) return toDto(domain);
  return audited(scope, async (transaction) => {
    await updateSubdomains(transaction, scope, domainId, coversSubdomains);
    return {
      value: toDto({ ...domain, coversSubdomains }),
      entry: { action: "domain.subdomains", target: domain.name, details: { coversSubdomains } },
    };
  });
}

/**
 * The operator's word that a domain is the organization's: verified, and no DNS record is asked for any more.
 * @throws ForbiddenError for everybody else, Refusal when the organization has no such domain or another has verified it
 */
export async function vouchForDomain(scope: OrganizationScope, { domainId }: DomainInput): Promise<DomainDto> {
  if (scope.actor.kind !== "operator") throw new ForbiddenError("domain:update");
  const domain = await requireDomain(db, scope, domainId);
  if (domain.vouched) return toDto(domain);
  return audited(
    scope,
    async (transaction) => {
      await updateVouched(transaction, scope, domainId, domain.verifiedAt ?? new Date());
      return {
        value: toDto(await requireDomain(transaction, scope, domainId)),
        entry: { action: "domain.vouch", target: domain.name },
      };
    },
    refuseFields({ domain: "validation.domainTaken" }),
  );
}

/**
 * Withdraws a domain: from the next request on, applications that ask for registered domains refuse new userNames in it.
 * @throws ForbiddenError, Refusal when the organization has no such domain
 */
export async function removeDomain(scope: OrganizationScope, { domainId }: DomainInput): Promise<void> {
  requirePermission(scope.actor, "domain:delete");
  const domain = await requireDomain(db, scope, domainId);
  await audited(scope, async (transaction) => {
    await deleteDomain(transaction, scope, domainId);
    return { value: undefined, entry: { action: "domain.delete", target: domain.name } };
  });
}

async function requireDomain(database: Database, scope: OrganizationScope, id: string): Promise<DomainRecord> {
  const domain = await findDomainBy(database, scope, { id });
  if (domain === undefined) throw notFound();
  return domain;
}

function toDto({ organizationId: _, challenge, sighting, ...domain }: DomainRecord): DomainDto {
  const unicodeName = domainToUnicode(domain.name);
  return {
    ...domain,
    unicodeName: unicodeName === domain.name ? null : unicodeName,
    record: txtRecordOf({ name: domain.name, challenge }),
    sighting: readSighting(sighting),
  };
}
