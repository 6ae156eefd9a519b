import { pool } from "./pool";

/** The id of the newest log row of each of several directories: one probe each. */
export async function newestEvents(directoryIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ directoryId: string; id: string | null }>({
    name: "muster_newest_events",
    text: `SELECT d."directoryId", (
        SELECT e."id" FROM "ProvisioningEvent" e WHERE e."directoryId" = d."directoryId" ORDER BY e."id" DESC LIMIT 1
      ) AS "id" FROM unnest($1::uuid[]) AS d("directoryId")`,
    values: [directoryIds],
  });
  return new Map(rows.flatMap(({ directoryId, id }) => (id === null ? [] : [[directoryId, id]])));
}
