import { pool } from "./pool";

/** Rows that are counted at most: where there are more, the newest one changes all the time. */
const recentMax = 5_000;

/** What a directory's log ends with. */
export interface LogEnd {
  readonly id: string;
  /** How many rows there are since a moment: one that is committed later than a younger one shows here only. */
  readonly recent: number;
}

/**
 * The end of the log of each of several directories: one short walk of the index each.
 * @param since the least id that is counted
 */
export async function logEnds(directoryIds: readonly string[], since: string): Promise<ReadonlyMap<string, LogEnd>> {
  const { rows } = await pool.query<{ directoryId: string; id: string | null; recent: number }>({
    name: "muster_log_ends",
    text: `SELECT d."directoryId", (
        SELECT e."id" FROM "ProvisioningEvent" e WHERE e."directoryId" = d."directoryId" ORDER BY e."id" DESC LIMIT 1
      ) AS "id", (
        SELECT count(*)::int FROM (
          SELECT FROM "ProvisioningEvent" e WHERE e."directoryId" = d."directoryId" AND e."id" >= $2 LIMIT ${recentMax}
        ) recent
      ) AS "recent" FROM unnest($1::uuid[]) AS d("directoryId")`,
    values: [directoryIds, since],
  });
  return new Map(rows.flatMap(({ directoryId, id, recent }) => (id === null ? [] : [[directoryId, { id, recent }]])));
}
