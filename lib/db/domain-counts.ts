import type { DirectoryScope } from "@/lib/auth/scope";
import { Prisma } from "@/prisma/generated/client";
import type { Database } from "./client";

/** UserNames in more domains than this are hardly addresses, and their counts are not kept. */
const keptMax = 1_000;

/** What stands behind the last "@" of a userName, case-folded; empty where there is none. @param key a column */
export const domainOfKey = (key: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`CASE WHEN strpos(${key}, '@') > 0 THEN split_part(${key}, '@', -1) ELSE '' END`;

export interface CountedDomain {
  readonly domain: string;
  readonly active: number;
  readonly total: number;
  /** Those of all domains of the directory. */
  readonly activeOfAll: number;
  readonly totalOfAll: number;
}

/** How many people of a directory have a userName in which domain, the most used first. Reads everybody. */
export async function countByDomain(db: Database, directoryId: string): Promise<CountedDomain[]> {
  return db.$queryRaw<CountedDomain[]>`
    SELECT c.*, (sum(c."active") OVER ())::int AS "activeOfAll", (sum(c."total") OVER ())::int AS "totalOfAll"
    FROM (SELECT ${domainOfKey(Prisma.sql`u."userNameKey"`)} AS "domain",
        count(*) FILTER (WHERE u."active")::int AS "active", count(*)::int AS "total"
      FROM "User" u WHERE u."directoryId" = ${directoryId}::uuid GROUP BY 1) c
    ORDER BY c."total" DESC, c."domain" LIMIT ${keptMax + 1}`;
}

/** Notes them in place of what was noted before. */
export async function replaceDomainCounts(
  db: Database,
  { directoryId, organizationId }: Pick<DirectoryScope, "directoryId" | "organizationId">,
  counted: readonly CountedDomain[],
): Promise<void> {
  await db.domainCount.deleteMany({ where: { directoryId, organizationId } });
  if (counted.length > keptMax) return;
  const data = counted.map(({ domain, active, total }) => ({ directoryId, organizationId, domain, active, total }));
  await db.domainCount.createMany({ data });
}
