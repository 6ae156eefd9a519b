import type { DirectoryScope } from "@/lib/auth/scope";
import type { HourCounts } from "@/lib/insight/fold-hours";
import { db as anyOrganization, type Database } from "./client";

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
 * came since. What admins decide is in no request, so that adding up requests alone would drift from the truth.
 */
export async function countPeopleOnce(
  db: Database,
  { directoryId, organizationId }: DirectoryScope,
  hour: Date,
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "HourlyCount" AS known ("directoryId", "organizationId", "hour", "activeBefore", "disabledBefore")
    SELECT ${directoryId}::uuid, ${organizationId}::uuid, ${hour}::timestamptz,
      count(*) FILTER (WHERE u."active"), count(*) FILTER (WHERE NOT u."active")
    FROM "User" u WHERE u."directoryId" = ${directoryId}::uuid AND NOT EXISTS (
      SELECT 1 FROM "HourlyCount" h WHERE h."directoryId" = ${directoryId}::uuid AND h."hour" = ${hour}::timestamptz
        AND h."activeBefore" IS NOT NULL)
    HAVING NOT EXISTS (
      SELECT 1 FROM "HourlyCount" h WHERE h."directoryId" = ${directoryId}::uuid AND h."hour" = ${hour}::timestamptz
        AND h."activeBefore" IS NOT NULL)
    ON CONFLICT ("directoryId", "hour") DO UPDATE SET
      "activeBefore" = greatest(0, excluded."activeBefore" - known."activeMore"),
      "disabledBefore" = greatest(0, excluded."disabledBefore" - known."disabledMore")`;
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
