/** What no organization keeps any more of the log, beside whole partitions (lib/db/partitions.ts). */
import { pool } from "./pool";
import { uuidFloor } from "./uuid-time";

const rowsAtOnce = 5_000;
const dayMs = 24 * 60 * 60 * 1000;

/** The longest that any organization keeps its log, in days; undefined where there is no organization. */
export async function longestLogDays(): Promise<number | undefined> {
  const { rows } = await pool.query<{ days: number | null }>(`SELECT max("logDays") AS "days" FROM "Organization"`);
  return rows[0]?.days ?? undefined;
}

/**
 * Deletes the rows that are older than their organization keeps them, some thousands at a time, and forgets whom they were
 * about.
 * @returns how many rows it deleted
 */
export async function deleteOldEvents(now: Date): Promise<number> {
  const { rows: directories } = await pool.query<{ id: string; logDays: number }>(
    `SELECT d."id", o."logDays" FROM "Directory" d JOIN "Organization" o ON o."id" = d."organizationId" ORDER BY d."id"`,
  );
  let deleted = 0;
  for (const { id, logDays } of directories) {
    const oldest = uuidFloor(new Date(now.getTime() - logDays * dayMs));
    for (;;) {
      const { rowCount } = await pool.query(
        `DELETE FROM "ProvisioningEvent" WHERE "directoryId" = $1 AND "id" < $2 AND "id" IN (
           SELECT e."id" FROM "ProvisioningEvent" e WHERE e."directoryId" = $1 AND e."id" < $2 ORDER BY e."id" LIMIT $3)`,
        [id, oldest, rowsAtOnce],
      );
      deleted += rowCount ?? 0;
      if ((rowCount ?? 0) < rowsAtOnce) break;
    }
    await pool.query(`DELETE FROM "LogIdentity" WHERE "directoryId" = $1 AND "lastEventId" < $2`, [id, oldest]);
  }
  return deleted;
}
