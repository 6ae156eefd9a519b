/**
 * What only the demo needs: it tells of days that are past, so rows that the use-cases have just written are moved back to
 * the day they tell of. Nothing else may change when something happened.
 */
import type { OrganizationScope } from "@/lib/auth/scope";
import { pool } from "./pool";

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
 * Has the surveys begin anew with the organization's log: its rows tell of days that a survey, between two of them, took for
 * read already.
 */
export async function forgetSurveys({ organizationId }: OrganizationScope): Promise<void> {
  for (const table of ["DirectoryHealth", "Cycle", "Finding", "FailingObject", "HourlyCount"]) {
    await pool.query(`DELETE FROM "${table}" WHERE "organizationId" = $1`, [organizationId]);
  }
}
