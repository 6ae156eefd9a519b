/**
 * The partitions of the provisioning log. A partition holds one week (Monday 00:00 UTC to the next) by the time inside
 * its rows' UUIDv7 ids; retention drops whole partitions. What no partition holds lands in the default one.
 */
import { Client, DatabaseError } from "pg";

const week = 7 * 24 * 60 * 60 * 1000;
/** Monday, 5 January 1970, 00:00 UTC. */
const firstMonday = 4 * 24 * 60 * 60 * 1000;

/** Any constant of our own: copies of Muster make partitions one after the other. */
const partitionLock = 72707370;

interface Week {
  /** For instance ProvisioningEvent_20261116. */
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** The least UUIDv7 of a moment: RFC 9562 §5.7 puts the Unix milliseconds into the first 48 bits. */
function firstIdOf(milliseconds: number): string {
  const hex = milliseconds.toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/** The week of `now` and the `ahead` weeks after it. */
export function partitionsFrom(now: Date, ahead: number): Week[] {
  const monday = now.getTime() - ((now.getTime() - firstMonday) % week);
  return Array.from({ length: ahead + 1 }, (_, index) => {
    const start = monday + index * week;
    const day = new Date(start).toISOString().slice(0, 10).replaceAll("-", "");
    return { name: `ProvisioningEvent_${day}`, from: firstIdOf(start), to: firstIdOf(start + week) };
  });
}

/** Makes one partition, moving into it the rows of its week that the default partition holds. */
async function createPartition(client: Client, { name, from, to }: Week): Promise<void> {
  // Names and bounds are made above from a date; DDL takes no parameters.
  const { rows } = await client.query<{ columns: string }>(
    `SELECT string_agg(quote_ident(attname), ', ') AS columns FROM pg_attribute
     WHERE attrelid = '"ProvisioningEvent"'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
  );
  const columns = rows[0]?.columns ?? "";
  await client.query(`
    CREATE TABLE "${name}" (LIKE "ProvisioningEvent" INCLUDING ALL);
    WITH moved AS (DELETE FROM "ProvisioningEvent_default" WHERE "id" >= '${from}' AND "id" < '${to}' RETURNING *)
    INSERT INTO "${name}" (${columns}) SELECT ${columns} FROM moved;
    ALTER TABLE "ProvisioningEvent" ATTACH PARTITION "${name}" FOR VALUES FROM ('${from}') TO ('${to}')`);
}

/**
 * Makes the partitions of this week and the coming ones that do not exist yet. Called at every start and once a day.
 *
 * @returns the names of the partitions it made
 */
export async function ensurePartitions(databaseUrl: string, now: Date, ahead = 4): Promise<string[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("BEGIN");
    await client.query("SELECT pg_advisory_xact_lock($1)", [partitionLock]);
    const weeks = partitionsFrom(now, ahead);
    const { rows } = await client.query<{ name: string }>(
      `SELECT relname AS name FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
       WHERE inhparent = '"ProvisioningEvent"'::regclass`,
    );
    const existing = new Set(rows.map((row) => row.name));
    const missing = weeks.filter(({ name }) => !existing.has(name));
    for (const partition of missing) await createPartition(client, partition);
    await client.query("COMMIT");
    return missing.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** How long dropping waits for requests that use the log; they wait behind it. */
const lockPatience = "500ms";

/**
 * Drops the partitions whose every row is older than `before`.
 *
 * @returns the names of the partitions it dropped; none where the log was too busy, which the next call may find otherwise
 */
export async function dropPartitions(databaseUrl: string, before: Date): Promise<string[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT relname AS name FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
       WHERE inhparent = '"ProvisioningEvent"'::regclass AND relname ~ '^ProvisioningEvent_[0-9]{8}$' ORDER BY relname`,
    );
    const dropped: string[] = [];
    for (const { name } of rows) {
      if (endOf(name) > before.getTime()) continue;
      await client.query(`SET lock_timeout = '${lockPatience}'`);
      // The name is one of ours, as the pattern says; DDL takes no parameters.
      const done = await client.query(`DROP TABLE IF EXISTS "${name}"`).then(
        () => true,
        (error: unknown) => {
          if (error instanceof DatabaseError && error.code === "55P03") return false;
          throw error;
        },
      );
      if (done) dropped.push(name);
    }
    return dropped;
  } finally {
    await client.end();
  }
}

/** When the week of a partition ends, in Unix milliseconds. */
function endOf(name: string): number {
  const [, year, month, day] = /_(\d{4})(\d\d)(\d\d)$/.exec(name) ?? [];
  return Date.parse(`${year}-${month}-${day}T00:00:00Z`) + week;
}
