import type { ProvisioningEvent, RefusedUserName } from "@/lib/insight/provisioning-event";
import type { DirectoryScope, OrganizationScope } from "@/lib/auth/scope";
import { sql } from "@/lib/scim/filter/sql-fragment";
import { Prisma } from "@/prisma/generated/client";
import { db } from "./client";
import { insertEventsSql } from "./events";
import { run } from "./statements";

/** Writes the log row of a userName that was refused for its domain, and remembers who it was. One round trip. */
export async function insertRefusedUserName(event: ProvisioningEvent, refused: RefusedUserName): Promise<void> {
  const { userName, userNameKey, domain, resourceId } = refused;
  await run(sql`WITH logged AS (${insertEventsSql([event])})
    INSERT INTO "RefusedUserName" AS r ("directoryId", "userNameKey", "organizationId", "userName", "domain", "displayName",
      "externalId", "resourceId", "eventId", "firstAt", "lastAt")
    VALUES (${event.directoryId}, ${userNameKey}, ${event.organizationId}, ${userName}, ${domain}, ${event.displayName},
      ${event.externalId}, ${resourceId}, ${event.id}, ${event.at}, ${event.at})
    ON CONFLICT ("directoryId", "userNameKey") DO UPDATE SET "userName" = excluded."userName", "domain" = excluded."domain",
      "displayName" = excluded."displayName", "externalId" = excluded."externalId", "resourceId" = excluded."resourceId",
      "eventId" = excluded."eventId", "lastAt" = excluded."lastAt", "refusals" = r."refusals" + 1`);
}

/**
 * Whether the person of a row has arrived: by that userName, else, where it was a create, by that externalId (the mapping
 * was corrected). A person who was to be renamed and is no longer there has nothing to wait for either.
 */
const hasArrived = Prisma.sql`(
  EXISTS (SELECT 1 FROM "User" u WHERE u."directoryId" = r."directoryId" AND u."userNameKey" = r."userNameKey")
  OR (r."resourceId" IS NULL AND EXISTS (
    SELECT 1 FROM "User" u WHERE u."directoryId" = r."directoryId" AND u."externalId" = r."externalId"))
  OR (r."resourceId" IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM "User" u WHERE u."directoryId" = r."directoryId" AND u."id" = r."resourceId")))`;

export interface RefusedDomainRecord {
  readonly directoryId: string;
  readonly domain: string;
  /** Refused, and not here yet. */
  readonly waiting: number;
  readonly arrived: number;
  readonly lastAt: Date;
}

/** Domains of refused userNames of an organization that were refused since a moment, by directory, with their people. */
export async function listRefusedDomains(
  { organizationId }: OrganizationScope,
  since: Date,
): Promise<RefusedDomainRecord[]> {
  return db.$queryRaw<RefusedDomainRecord[]>`
    SELECT s."directoryId", s."domain", count(*) FILTER (WHERE NOT s."arrived")::int AS "waiting",
      count(*) FILTER (WHERE s."arrived")::int AS "arrived", max(s."lastAt") AS "lastAt"
    FROM (SELECT r.*, ${hasArrived} AS "arrived" FROM "RefusedUserName" r
      WHERE r."organizationId" = ${organizationId}::uuid AND r."lastAt" >= ${since}) s
    GROUP BY s."directoryId", s."domain" HAVING bool_or(NOT s."arrived")
    ORDER BY "waiting" DESC, s."domain", s."directoryId"`;
}

/** How many refused people of one directory are looked at: more are as good as these. */
const lookedAtMax = 500;

/** Domains that a directory refused people for since a moment who are not here yet; those with the most people first. */
export async function listRefusedDomainsOf(
  { directoryId }: DirectoryScope,
  since: Date,
): Promise<{ readonly domain: string; readonly people: number }[]> {
  return db.$queryRaw`
    SELECT s."domain", count(*)::int AS "people" FROM (
      SELECT r."domain" FROM "RefusedUserName" r
      WHERE r."directoryId" = ${directoryId}::uuid AND r."lastAt" >= ${since} AND NOT ${hasArrived} LIMIT ${lookedAtMax}
    ) s GROUP BY s."domain" ORDER BY "people" DESC, s."domain"`;
}

export interface RefusedPersonRecord {
  readonly directoryId: string;
  readonly domain: string;
  readonly userName: string;
  readonly displayName: string | null;
  readonly eventId: string;
  readonly lastAt: Date;
  readonly refusals: number;
}

/** The people of those domains who are not here yet, the last refused first; of each domain at most `limit`. */
export async function listRefusedPeople(
  { organizationId }: OrganizationScope,
  since: Date,
  limit: number,
): Promise<RefusedPersonRecord[]> {
  return db.$queryRaw<RefusedPersonRecord[]>`
    SELECT * FROM (
      SELECT r."directoryId", r."domain", r."userName", r."displayName", r."eventId", r."lastAt", r."refusals",
        row_number() OVER (PARTITION BY r."directoryId", r."domain" ORDER BY r."lastAt" DESC, r."userNameKey") AS "position"
      FROM "RefusedUserName" r
      WHERE r."organizationId" = ${organizationId}::uuid AND r."lastAt" >= ${since} AND NOT ${hasArrived}) s
    WHERE s."position" <= ${limit} ORDER BY s."position"`;
}

/** Forgets, in all organizations, who has arrived and who was last refused before a moment. */
export async function forgetRefusedUserNames(before: Date): Promise<void> {
  await db.$executeRaw`DELETE FROM "RefusedUserName" r WHERE r."lastAt" < ${before} OR ${hasArrived}`;
}
