import type { DirectoryScope } from "@/lib/auth/scope";
import type { HourCounts } from "@/lib/insight/fold-hours";
import { db as anyOrganization, type Database } from "./client";
import { countByDomain, replaceDomainCounts } from "./domain-counts";

/** Adds what a survey has counted; it is the survey's transaction that lets each row count once. */
export async function addHourlyCounts(
  db: Database,
  { directoryId, organizationId }: DirectoryScope,
  counts: readonly HourCounts[],
): Promise<void> {
  if (counts.length === 0) return;
  await db.$executeRaw`
    INSERT INTO "HourlyCount" AS known ("directoryId", "organizationId", "hour", "success", "failure", "skipped", "warning",
      "activeMore", "disabledMore")
    SELECT ${directoryId}::uuid, ${organizationId}::uuid, c.* FROM jsonb_to_recordset(${JSON.stringify(counts)}::jsonb)
      AS c("hour" timestamptz, "success" int, "failure" int, "skipped" int, "warning" int, "activeMore" int, "disabledMore" int)
    ON CONFLICT ("directoryId", "hour") DO UPDATE SET "success" = known."success" + excluded."success",
      "failure" = known."failure" + excluded."failure", "skipped" = known."skipped" + excluded."skipped",
      "warning" = known."warning" + excluded."warning", "activeMore" = known."activeMore" + excluded."activeMore",
      "disabledMore" = known."disabledMore" + excluded."disabledMore"`;
}

/**
 * Counts the people of a directory, once an hour: how many there were when the hour began is what there are without what
 * came since. What admins decide is in no request, so that adding up requests alone would drift from the truth. By the way
 * it is noted in which domains their userNames are.
 */
export async function countPeopleOnce(
  db: Database,
  { directoryId, organizationId }: DirectoryScope,
  hour: Date,
): Promise<void> {
  const counted = await db.hourlyCount.findFirst({
    where: { directoryId, organizationId, hour, activeBefore: { not: null } },
    select: { hour: true },
  });
  if (counted !== null) return;
  const domains = await countByDomain(db, directoryId);
  const everybody = { active: domains[0]?.activeOfAll ?? 0, total: domains[0]?.totalOfAll ?? 0 };
  await db.$executeRaw`
    INSERT INTO "HourlyCount" AS known ("directoryId", "organizationId", "hour", "activeBefore", "disabledBefore")
    VALUES (${directoryId}::uuid, ${organizationId}::uuid, ${hour}::timestamptz, ${everybody.active}::int,
      ${everybody.total - everybody.active}::int)
    ON CONFLICT ("directoryId", "hour") DO UPDATE SET
      "activeBefore" = greatest(0, excluded."activeBefore" - known."activeMore"),
      "disabledBefore" = greatest(0, excluded."disabledBefore" - known."disabledMore")`;
  await replaceDomainCounts(db, { directoryId, organizationId }, domains);
}

export interface HourRecord extends HourCounts {
  readonly activeBefore: number | null;
  readonly disabledBefore: number | null;
}

/** The hours of a directory in which something was counted, the oldest first. */
export async function hoursSince(
  { directoryId, organizationId }: DirectoryScope,
  since: Date,
): Promise<readonly HourRecord[]> {
  return anyOrganization.hourlyCount.findMany({
    where: { directoryId, organizationId, hour: { gte: since } },
    orderBy: { hour: "asc" },
    omit: { directoryId: true, organizationId: true },
  });
}

/** Forgets, in all organizations, hours before a moment. */
export async function forgetHourlyCounts(db: Database, before: Date): Promise<number> {
  const { count } = await db.hourlyCount.deleteMany({ where: { hour: { lt: before } } });
  return count;
}
