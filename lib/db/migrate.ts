/**
 * Applies prisma/migrations to a database without Prisma's native schema engine, and records them exactly as that engine
 * does, so that `prisma migrate deploy` agrees with us wherever it can be had.
 */
import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { Client } from "pg";

/** Prisma's own advisory lock: of several copies of Muster, or Muster and Prisma, one migrates and the others wait. */
const prismaMigrateLock = 72707369;

/** Column for column the table that Prisma's schema engine makes. */
const recordTable = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id"                  VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum"            VARCHAR(64) NOT NULL,
  "finished_at"         TIMESTAMPTZ,
  "migration_name"      VARCHAR(255) NOT NULL,
  "logs"                TEXT,
  "rolled_back_at"      TIMESTAMPTZ,
  "started_at"          TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, in hexadecimal. */
  readonly checksum: string;
}

/** The database cannot be brought to this version's schema; the message says why and what to do. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
}

/** The migrations in `directory`, oldest first. */
async function readMigrations(directory: string): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(path.join(directory, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

/** The migrations that `client`'s database still lacks. */
async function pendingMigrations(client: Client, migrations: readonly Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<{ migration_name: string; checksum: string; finished_at: Date | null }>(
    `SELECT "migration_name", "checksum", "finished_at" FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL`,
  );
  const recorded = new Map(rows.map((row) => [row.migration_name, row]));
  const known = new Set(migrations.map((migration) => migration.name));
  for (const { migration_name: name, finished_at: finished } of rows) {
    if (finished === null) {
      throw new MigrationError(`Migration ${name} began and did not finish. Repair it with "prisma migrate resolve".`);
    }
    if (!known.has(name)) {
      throw new MigrationError(
        `The database has migration ${name}, which this version of Muster does not know. Start a newer version.`,
      );
    }
  }
  for (const { name, checksum } of migrations) {
    const record = recorded.get(name);
    if (record && record.checksum !== checksum) {
      throw new MigrationError(
        `Migration ${name} was changed after it had been applied to this database. Restore the file, or use an empty database.`,
      );
    }
  }
  return migrations.filter((migration) => !recorded.has(migration.name));
}

/** Runs one migration and its record in one transaction: it is applied and recorded, or neither. */
async function applyMigration(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query("BEGIN");
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "started_at", "finished_at", "applied_steps_count")
       VALUES ($1, $2, $3, transaction_timestamp(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationError(`Migration ${name} failed and was rolled back: ${reason}`, { cause: error });
  }
}

/**
 * Brings the database at `databaseUrl` to the newest schema; safe to call from several processes at once.
 *
 * @param directory where the migrations are; relative to the working directory
 * @returns the names of the migrations it applied, oldest first
 * @throws MigrationError when one fails (it is rolled back), or the database and this version do not fit together
 */
export async function migrate(databaseUrl: string, directory = "prisma/migrations"): Promise<string[]> {
  const migrations = await readMigrations(directory);
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [prismaMigrateLock]);
    await client.query("SET client_min_messages = warning");
    await client.query(recordTable);
    const pending = await pendingMigrations(client, migrations);
    for (const migration of pending) await applyMigration(client, migration);
    return pending.map((migration) => migration.name);
  } finally {
    // Ending the session releases the lock.
    await client.end();
  }
}
