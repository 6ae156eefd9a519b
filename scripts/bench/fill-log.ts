/**
 * A provisioning log as long as asked for, made by PostgreSQL itself: eight weeks, five directories, of which one has six
 * tenths of the rows, 100,000 people and a group that everybody joins. What the filters look for is rare, old, or neither.
 */
import { Client } from "pg";
import { readLogIdentities } from "@/lib/db/log-identities";

const weekMs = 7 * 24 * 60 * 60 * 1000;
export const weeks = 8;
export const directories = [1, 2, 3, 4, 5].map((number) => `019a0000-0000-7000-8000-00000000000${number}`);
export const organizationId = "019a0000-0000-7000-8000-0000000000ff";
const idOf = (kind: string) => (number: string) =>
  `('019a0000-0000-7${kind}00-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;
const [personId, groupId] = [idOf("1"), idOf("2")];

/** Who and what the questions are about. */
export const cast = {
  person: "019a0000-0000-7100-8000-000000000007",
  everybody: "019a0000-0000-7200-8000-000000000000",
  token: "019a0000-0000-7000-8000-000000aaaaaa",
  oldToken: "019a0000-0000-7000-8000-000000bbbbbb",
} as const;

/** What row i of the log says. `w`: how far into the eight weeks, 0 to 1; `r`: chance, 0 to 999,999; `p`: a person. */
const rowsOf = (from: number, to: number, rows: number, startMs: number) => `
  INSERT INTO "ProvisioningEvent" ("directoryId", "id", "organizationId", "at", "durationMs", "action", "status", "httpStatus",
    "code", "detail", "method", "path", "query", "resourceType", "resourceId", "userName", "externalId", "displayName",
    "credentialId", "ip", "dialect", "modified", "requestBody")
  SELECT d, (lpad(to_hex(ms), 12, '0') || '7' || substr(h, 1, 3) || '8' || substr(h, 4, 15))::uuid, '${organizationId}',
    to_timestamp(ms / 1000.0), 3 + r % 9, action, status, http, code, code || ': refused', method,
    CASE type WHEN 'User' THEN '/scim/v2/Users' ELSE '/scim/v2/Groups' END,
    CASE WHEN action = 'read' THEN 'filter=userName eq "' || name || '"' END, type,
    CASE WHEN type = 'Group' THEN ${groupId("g")} WHEN code = 'MUSTER-D01' THEN NULL ELSE ${personId("p")} END,
    CASE WHEN type = 'User' THEN name END, CASE WHEN type = 'User' THEN 'ext-' || p END,
    CASE WHEN type = 'User' THEN person ELSE CASE g WHEN 0 THEN 'All employees' ELSE 'Group ' || g END END,
    (CASE WHEN w < 0.02 THEN '${cast.oldToken}' ELSE '${cast.token}' END)::uuid, '20.190.132.41',
    CASE WHEN method <> 'GET' THEN 'entra-legacy' END,
    CASE WHEN action = 'update' AND status = 'success' THEN '[{"path":"department","before":"Sales","after":"Finance"}]'::jsonb END,
    CASE WHEN action = 'create' THEN jsonb_build_object('userName', name, 'displayName', person,
      'emails', jsonb_build_array(jsonb_build_object('type', 'work', 'value', 'mail' || p || '@post.example'))) END
  FROM (
    SELECT *, CASE WHEN p = 7 AND type = 'User' THEN 'zoe.angstrom@contoso.example'
        WHEN p < 2000 THEN 'user' || p || '@fabrikam.example' ELSE 'user' || p || '@contoso.example' END AS name,
      CASE WHEN p = 7 THEN 'Zoë Ångström' ELSE 'Person Number ' || p END AS person,
      CASE action WHEN 'read' THEN 'GET' WHEN 'create' THEN 'POST' WHEN 'delete' THEN 'DELETE' ELSE 'PATCH' END AS method,
      CASE status WHEN 'failure' THEN CASE WHEN code = 'MUSTER-U01' THEN 409 ELSE 400 END ELSE 200 END AS http
    FROM (
      SELECT *, CASE WHEN action = 'create' AND r % 100 = 0 THEN 'failure' WHEN action = 'update' AND r % 1000 = 971 THEN 'failure'
          WHEN action = 'update' AND r % 10 = 3 THEN 'skipped' WHEN w BETWEEN 0.5 AND 0.501 AND r % 100000 < 50 THEN 'warning'
          ELSE 'success' END AS status,
        CASE WHEN action = 'create' AND r % 100 = 0 THEN 'MUSTER-D01' WHEN action = 'update' AND r % 1000 = 971 THEN
          CASE WHEN w < 0.1 THEN 'MUSTER-A07' ELSE 'MUSTER-U01' END END AS code
      FROM (
        SELECT *, CASE WHEN w < 0.01 AND r % 1000 = 7 THEN 'delete' WHEN w < 0.02 AND r % 2 = 0 THEN 'create' WHEN r % 100 < 70 OR w < 0.02 THEN 'read'
            WHEN r % 1000 = 998 THEN 'disable' ELSE 'update' END AS action,
          CASE WHEN w > 0.02 AND r % 100 BETWEEN 80 AND 96 THEN 'Group' ELSE 'User' END AS type,
          CASE WHEN r % 100 < 95 THEN 0 ELSE r % 200 END AS g,
          -- Those below 2,000 left after the second week.
          CASE WHEN w < 0.02 THEN (i / 2) % 100000 WHEN w < 0.25 THEN r % 100000 ELSE 2000 + r % 98000 END AS p
        FROM (
          SELECT i, i::float8 / ${rows} AS w, md5(i::text) AS h, abs(hashint8(i)::bigint) % 1000000 AS r,
            ${startMs}::bigint + (i::float8 / ${rows} * ${weeks * weekMs})::bigint AS ms,
            (ARRAY[${directories.map((id) => `'${id}'::uuid`).join(", ")}])[CASE WHEN i % 10 < 6 THEN 1 ELSE 2 + i % 4 END] AS d
          FROM generate_series(${from}::bigint, ${to}::bigint) AS s(i)
        ) a
      ) b
    ) c
  ) e`;

/** Fills an empty, migrated database whose partitions are there; indexes are made when the rows are. */
export async function fillLog(
  databaseUrl: string,
  rows: number,
  now: Date,
  say: (line: string) => void,
): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`SET maintenance_work_mem = '512MB'; SET work_mem = '256MB'`);
  await client.query(`INSERT INTO "Organization" ("id", "slug", "name") VALUES ($1, 'bench', 'Bench')`, [
    organizationId,
  ]);
  await client.query(
    `INSERT INTO "Directory" ("id", "organizationId", "slug", "name", "application")
     SELECT d, $1, d::text, d::text, 'generic' FROM unnest($2::uuid[]) AS d`,
    [organizationId, directories],
  );
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
     WHERE i.indrelid IN ('"ProvisioningEvent"'::regclass, '"LogIdentity"'::regclass) AND NOT i.indisprimary`,
  );
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
  const step = 500_000;
  const startMs = now.getTime() - weeks * weekMs;
  for (let from = 0; from < rows; from += step) {
    await client.query(rowsOf(from, Math.min(rows, from + step) - 1, rows, startMs));
    say(`${Math.min(rows, from + step).toLocaleString("en")} rows`);
  }
  const make = async (table: string) => {
    for (const { definition } of indexes.filter((index) => index.definition.includes(`"${table}" `))) {
      await client.query(definition.replace(" ON ONLY ", " ON "));
      say(definition.replace(/^CREATE INDEX (\S+).*$/, "$1"));
    }
  };
  await make("ProvisioningEvent");
  say(`${(await readLogIdentities()).toLocaleString("en")} rows read for identities`);
  await make("LogIdentity");
  await client.query("VACUUM (ANALYZE)");
  say("vacuumed");
  await client.end();
}
