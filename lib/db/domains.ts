import type { DomainState } from "@/lib/applications/domain-policy";
import type { OrganizationScope } from "@/lib/auth/scope";
import type { JsonObject } from "@/lib/scim/json";
import { Prisma } from "@/prisma/generated/client";
import type { Database } from "./client";
import { db } from "./client";

export interface DomainRecord {
  readonly organizationId: string;
  readonly id: string;
  /** Lower-case ASCII. */
  readonly name: string;
  readonly state: DomainState;
  readonly createdAt: Date;
  readonly verifiedAt: Date | null;
  readonly challenge: string;
  readonly coversSubdomains: boolean;
  readonly vouched: boolean;
  readonly checkedAt: Date | null;
  /** As stored; lib/domains reads it. */
  readonly sighting: unknown;
  readonly seenAt: Date | null;
  readonly misses: number;
  readonly nextCheckAt: Date | null;
  /** Another organization has verified it. */
  readonly taken: boolean;
}

const columns = Prisma.sql`d."organizationId", d."id", d."name", d."state"::text AS "state", d."createdAt", d."verifiedAt",
  d."challenge", d."coversSubdomains", d."vouched", d."checkedAt", d."sighting", d."seenAt", d."misses", d."nextCheckAt",
  EXISTS (SELECT 1 FROM "Domain" x WHERE x."name" = d."name" AND x."state" = 'verified'
    AND x."organizationId" <> d."organizationId") AS "taken"`;

/**
 * Fails with a unique violation (unique-error.ts) when the organization has the domain, or when it is to be verified and
 * another organization has it verified.
 */
export async function insertDomain(
  db: Database,
  { organizationId }: OrganizationScope,
  domain: Pick<
    DomainRecord,
    "id" | "name" | "state" | "verifiedAt" | "challenge" | "coversSubdomains" | "vouched" | "nextCheckAt"
  >,
): Promise<void> {
  await db.domain.create({ data: { ...domain, organizationId }, select: { id: true } });
}

/** The organization's domains, by name. */
export async function listDomainsOf(db: Database, { organizationId }: OrganizationScope): Promise<DomainRecord[]> {
  return db.$queryRaw<DomainRecord[]>`
    SELECT ${columns} FROM "Domain" d WHERE d."organizationId" = ${organizationId}::uuid ORDER BY d."name"`;
}

export async function countDomains(db: Database, { organizationId }: OrganizationScope): Promise<number> {
  return db.domain.count({ where: { organizationId } });
}

export async function findDomainBy(
  db: Database,
  { organizationId }: OrganizationScope,
  by: { readonly id: string } | { readonly name: string },
): Promise<DomainRecord | undefined> {
  const condition = "id" in by ? Prisma.sql`d."id" = ${by.id}::uuid` : Prisma.sql`d."name" = ${by.name}`;
  const rows = await db.$queryRaw<DomainRecord[]>`
    SELECT ${columns} FROM "Domain" d WHERE d."organizationId" = ${organizationId}::uuid AND ${condition}`;
  return rows[0];
}

/** @returns whether there was one to remove */
export async function deleteDomain(db: Database, { organizationId }: OrganizationScope, id: string): Promise<boolean> {
  const { count } = await db.domain.deleteMany({ where: { organizationId, id } });
  return count > 0;
}

/** @returns whether the value changed */
export async function updateSubdomains(
  db: Database,
  { organizationId }: OrganizationScope,
  id: string,
  coversSubdomains: boolean,
): Promise<boolean> {
  const { count } = await db.domain.updateMany({
    where: { organizationId, id, coversSubdomains: !coversSubdomains },
    data: { coversSubdomains },
  });
  return count > 0;
}

/** Verified on the operator's word, for good. Fails with a unique violation when another organization has verified it. */
export async function updateVouched(
  db: Database,
  { organizationId }: OrganizationScope,
  id: string,
  verifiedAt: Date,
): Promise<void> {
  await db.domain.updateMany({
    where: { organizationId, id },
    data: { vouched: true, state: "verified", verifiedAt, nextCheckAt: null, misses: 0 },
  });
}

/** What a look at DNS came to. */
export interface DomainLook extends Pick<DomainRecord, "state" | "seenAt" | "misses" | "nextCheckAt"> {
  readonly checkedAt: Date;
  readonly sighting: JsonObject;
}

/**
 * Writes what a look came to, unless the domain's state has changed since it was read. Fails with a unique violation when
 * it is to be verified and another organization has it verified.
 * @returns whether it was written
 */
export async function updateLook(
  db: Database,
  { organizationId, id, state: before }: DomainRecord,
  { state, sighting, ...look }: DomainLook,
): Promise<boolean> {
  // To write the state is to tell every process, so it is written only when it is another.
  const change =
    state === before ? {} : { state, ...(state === "verified" ? { verifiedAt: look.checkedAt } : undefined) };
  const { count } = await db.domain.updateMany({
    where: { organizationId, id, state: before, vouched: false },
    data: { ...look, ...change, sighting: { ...sighting } },
  });
  return count > 0;
}

/**
 * Takes domains that are due, of any organization, for one process: no other gets them before `leasedUntil`, when they
 * are due again should that process have died. Materialized, as in `claimDueMessages`.
 */
export async function claimDueDomains(now: Date, leasedUntil: Date, limit: number): Promise<DomainRecord[]> {
  return db.$queryRaw<DomainRecord[]>`
    WITH "due" AS MATERIALIZED (
      SELECT "organizationId", "id" FROM "Domain" WHERE "nextCheckAt" <= ${now}
      ORDER BY "nextCheckAt" LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    UPDATE "Domain" d SET "nextCheckAt" = ${leasedUntil}
    FROM "due" WHERE d."organizationId" = "due"."organizationId" AND d."id" = "due"."id"
    RETURNING ${columns}`;
}
