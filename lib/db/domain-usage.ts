import type { OrganizationScope } from "@/lib/auth/scope";
import { Prisma } from "@/prisma/generated/client";
import { db } from "./client";
import { domainOfKey } from "./domain-counts";
import { countedMax, peopleOf } from "./resource-counts";

export interface DomainUsageRecord {
  readonly directoryId: string;
  /** What stands behind the last "@" of the userNames, case-folded; empty where there is none. */
  readonly domain: string;
  readonly active: number;
  readonly total: number;
  /** Counted within the hour, not now. */
  readonly isHourly: boolean;
}

/** More kinds of domains than this are those of userNames that are no addresses. */
const domainsMax = 10_000;

/** Once one in so many people has come or gone, what a survey has counted is the truth no longer. */
const driftPart = 50;

/**
 * How many people of each directory have a userName in which domain, the most used first. Of a large directory it is told
 * what a survey counted within the hour, unless many have come or gone since; of others every userName is read.
 */
export async function usageByDomain({ organizationId }: OrganizationScope): Promise<DomainUsageRecord[]> {
  const directoryId = Prisma.sql`d."id"`;
  return db.$queryRaw<DomainUsageRecord[]>`
    WITH place AS MATERIALIZED (
      SELECT d."id", p."people" > ${countedMax} AND abs(p."people" - c."people") * ${driftPart} <= p."people" AS "isKnown"
      FROM "Directory" d
      CROSS JOIN LATERAL (SELECT ${peopleOf(directoryId)} AS "people") p
      CROSS JOIN LATERAL (SELECT coalesce(sum(c."total"), 0) AS "people" FROM "DomainCount" c
        WHERE c."directoryId" = d."id") c
      WHERE d."organizationId" = ${organizationId}::uuid AND d."sandboxOf" IS NULL)
    SELECT c."directoryId", c."domain", c."active", c."total", TRUE AS "isHourly"
    FROM place d JOIN "DomainCount" c ON c."directoryId" = d."id" WHERE d."isKnown"
    UNION ALL
    SELECT u."directoryId", ${domainOfKey(Prisma.sql`u."userNameKey"`)},
      count(*) FILTER (WHERE u."active")::int, count(*)::int, FALSE
    FROM place d JOIN "User" u ON u."directoryId" = d."id" WHERE NOT d."isKnown"
    GROUP BY 1, 2
    ORDER BY "total" DESC, "directoryId", "domain" LIMIT ${domainsMax}`;
}
