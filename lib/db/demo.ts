/**
 * What only the demo needs: it tells of days that are past, so rows that the use-cases have just written are moved back to
 * the day they tell of. Nothing else may change when something happened.
 */
import type { DirectoryScope, OrganizationScope } from "@/lib/auth/scope";
import type { Database } from "./client";
import { pool } from "./pool";
import { uuidFloor } from "./uuid-time";

/** Runs `work` while no other process seeds the demo; waits for its turn. The number is arbitrary, and Muster's own. */
export async function whileSeedingAlone<T>(work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("SELECT pg_advisory_lock(5402212)");
    return await work();
  } finally {
    await client.query("SELECT pg_advisory_unlock(5402212)");
    client.release();
  }
}

/** Moves the organization, its directories, domains and memberships to the day they tell of. */
export async function backdateOrganization({ organizationId }: OrganizationScope, at: Date): Promise<void> {
  for (const statement of [
    'UPDATE "Organization" SET "createdAt" = $2 WHERE "id" = $1',
    'UPDATE "Directory" SET "createdAt" = $2 WHERE "organizationId" = $1',
    'UPDATE "Membership" SET "createdAt" = $2 WHERE "organizationId" = $1',
    `UPDATE "Domain" SET "createdAt" = $2, "verifiedAt" = CASE WHEN "verifiedAt" IS NULL THEN NULL
       ELSE $2::timestamptz + interval '20 minutes' END WHERE "organizationId" = $1`,
  ]) {
    await pool.query(statement, [organizationId, at]);
  }
}

export async function backdateToken(
  { organizationId }: OrganizationScope,
  tokenId: string,
  times: { readonly createdAt?: Date; readonly expiresAt?: Date; readonly revokedAt?: Date },
): Promise<void> {
  await pool.query(
    `UPDATE "Token" SET "createdAt" = coalesce($3, "createdAt"), "expiresAt" = coalesce($4, "expiresAt"),
       "revokedAt" = coalesce($5, "revokedAt") WHERE "organizationId" = $1 AND "id" = $2`,
    [organizationId, tokenId, times.createdAt ?? null, times.expiresAt ?? null, times.revokedAt ?? null],
  );
}

export async function backdateWebhook({ organizationId }: OrganizationScope, id: string, at: Date): Promise<void> {
  await pool.query(`UPDATE "WebhookEndpoint" SET "createdAt" = $3 WHERE "organizationId" = $1 AND "id" = $2`, [
    organizationId,
    id,
    at,
  ]);
}

/**
 * Moves the organization's audit events that were written since `since` to `at`, with the distances between them. Their
 * ids (UUIDv7, by which they are listed) get the new time too.
 */
export async function backdateAuditEvents({ organizationId }: OrganizationScope, since: Date, at: Date): Promise<void> {
  await pool.query(
    `UPDATE "AuditEvent" e SET "at" = moved."at",
       "id" = (lpad(to_hex((extract(epoch FROM moved."at") * 1000)::bigint), 12, '0')
         || substr(replace(e."id"::text, '-', ''), 13))::uuid
     FROM (SELECT "id", $3::timestamptz + ("at" - $2::timestamptz) AS "at" FROM "AuditEvent"
       WHERE "organizationId" = $1 AND "at" >= $2) AS moved
     WHERE e."organizationId" = $1 AND e."id" = moved."id"`,
    [organizationId, since, at],
  );
}

/** Removes an organization with all that is its own, also its log, which no foreign key ties to it. */
export async function deleteOrganization(organizationId: string): Promise<void> {
  await pool.query('DELETE FROM "ProvisioningEvent" WHERE "organizationId" = $1', [organizationId]);
  await pool.query('DELETE FROM "Organization" WHERE "id" = $1', [organizationId]);
}

/** How much there is of what. */
export async function countResources(
  organizationIds: readonly string[],
): Promise<{ readonly users: number; readonly groups: number; readonly requests: number }> {
  const { rows } = await pool.query<{ users: number; groups: number; requests: number }>(
    `SELECT (SELECT count(*)::int FROM "User" WHERE "organizationId" = ANY ($1)) AS "users",
       (SELECT count(*)::int FROM "Group" WHERE "organizationId" = ANY ($1)) AS "groups",
       (SELECT count(*)::int FROM "ProvisioningEvent" WHERE "organizationId" = ANY ($1)) AS "requests"`,
    [organizationIds],
  );
  return rows[0] ?? { users: 0, groups: 0, requests: 0 };
}

/**
 * Whoever surveys the organization's log has begun while rows were written between two that it took for read: the surveys
 * begin anew, at `before`, and nobody else can survey until the transaction ends.
 */
export async function beginSurveysAnew(db: Database, { organizationId }: OrganizationScope, before: Date) {
  for (const table of ["DirectoryHealth", "Cycle", "Finding", "FailingObject", "HourlyCount"]) {
    await db.$executeRawUnsafe(`DELETE FROM "${table}" WHERE "organizationId" = $1::uuid`, organizationId);
  }
  await db.$executeRaw`
    INSERT INTO "DirectoryHealth" ("directoryId", "organizationId", "since", "surveyedAt", "nextSurveyAt", "watermark")
    SELECT d."id", d."organizationId", d."createdAt", ${before}::timestamptz, ${before}::timestamptz, ${uuidFloor(before)}::uuid
    FROM "Directory" d WHERE d."organizationId" = ${organizationId}::uuid`;
}

/** When the identity provider fell silent, each time, and until when; the oldest first. */
export async function listPauses(
  db: Database,
  { directoryId }: DirectoryScope,
  minutes: number,
): Promise<{ readonly from: Date; readonly to: Date | null }[]> {
  return db.$queryRaw`SELECT e."at" AS "from", e."next" AS "to"
    FROM (SELECT "id", "at", lead("at") OVER (ORDER BY "id") AS "next" FROM "ProvisioningEvent"
      WHERE "directoryId" = ${directoryId}::uuid) e
    WHERE e."next" IS NULL OR e."next" - e."at" > ${minutes} * interval '1 minute' ORDER BY e."id"`;
}

/** Surveys of the past have counted the people of today. */
export async function forgetPeopleCounts(db: Database, { organizationId }: OrganizationScope): Promise<void> {
  await db.hourlyCount.updateMany({ where: { organizationId }, data: { activeBefore: null, disabledBefore: null } });
}

/** What was told in the demo's past was delivered then; but for `lost`, each so many-th, which nobody took. */
export async function settleDeliveries(
  db: Database,
  { organizationId }: OrganizationScope,
  lost: number,
): Promise<void> {
  await db.$executeRaw`
    UPDATE "OutboxMessage" m SET "nextAttemptAt" = NULL, "attempts" = CASE WHEN n."lost" THEN 10 ELSE 1 END,
      "deliveredAt" = CASE WHEN NOT n."lost" THEN m."createdAt" + interval '1.4 seconds' END,
      "givenUpAt" = CASE WHEN n."lost" THEN least(now(), m."createdAt" + interval '93 hours') END,
      "problem" = CASE WHEN n."lost" THEN 'hookStatus' END,
      "answer" = CASE WHEN n."lost" THEN '503 Service Unavailable' ELSE '202 Accepted' END
    FROM (SELECT "id", row_number() OVER (ORDER BY "id") % ${lost} = 2 AS "lost" FROM "OutboxMessage"
      WHERE "organizationId" = ${organizationId}::uuid AND "nextAttemptAt" IS NOT NULL) n
    WHERE m."organizationId" = ${organizationId}::uuid AND m."id" = n."id"`;
}
