import type { OrganizationScope } from "@/lib/auth/scope";
import { db } from "./client";

export interface DomainUsageRecord {
  readonly directoryId: string;
  /** What stands behind the last "@" of the userNames, case-folded; empty where there is none. */
  readonly domain: string;
  readonly active: number;
  readonly total: number;
}

/** More kinds of domains than this are those of userNames that are no addresses. */
const domainsMax = 10_000;

/** How many people of each directory have a userName in which domain, the most used first. Reads every userName once. */
export async function usageByDomain({ organizationId }: OrganizationScope): Promise<DomainUsageRecord[]> {
  return db.$queryRaw<DomainUsageRecord[]>`
    SELECT u."directoryId",
      CASE WHEN strpos(u."userNameKey", '@') > 0 THEN split_part(u."userNameKey", '@', -1) ELSE '' END AS "domain",
      count(*) FILTER (WHERE u."active")::int AS "active", count(*)::int AS "total"
    FROM "Directory" d JOIN "User" u ON u."directoryId" = d."id"
    WHERE d."organizationId" = ${organizationId}::uuid AND d."sandboxOf" IS NULL
    GROUP BY 1, 2 ORDER BY "total" DESC LIMIT ${domainsMax}`;
}
