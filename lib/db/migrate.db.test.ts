import { createHash, randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { env } from "@/lib/env";
import { migrate, MigrationError } from "./migrate";

const serverUrl = env.databaseUrl ?? "";
let name: string;
let url: string;
let directory: string;

async function onServer(sql: string) {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(sql);
  await client.end();
}

async function rows(sql: string) {
  const client = new Client({ connectionString: url });
  await client.connect();
  const result = await client.query<Record<string, unknown>>(sql);
  await client.end();
  return result.rows;
}

async function migration(folder: string, sql: string) {
  await mkdir(path.join(directory, folder), { recursive: true });
  await writeFile(path.join(directory, folder, "migration.sql"), sql);
}

beforeEach(async () => {
  name = `migrate_${randomUUID().replaceAll("-", "")}`;
  await onServer(`CREATE DATABASE "${name}"`);
  const parsed = new URL(serverUrl);
  parsed.pathname = `/${name}`;
  url = parsed.href;
  directory = await mkdtemp(path.join(os.tmpdir(), "muster-migrations-"));
});

afterEach(async () => {
  await onServer(`DROP DATABASE "${name}" WITH (FORCE)`);
  await rm(directory, { recursive: true });
});

describe("migrate", () => {
  test("brings an empty database to the newest schema, and a second time does nothing", async () => {
    expect(await migrate(url)).not.toEqual([]);
    expect(await migrate(url)).toEqual([]);
    expect(await rows(`SELECT count(*)::int AS users FROM "User"`)).toEqual([{ users: 0 }]);
  });

  test("applies in order and only what is missing", async () => {
    await migration("20260102000000_b", `INSERT INTO t VALUES (1)`);
    await migration("20260101000000_a", `CREATE TABLE t (n int)`);
    expect(await migrate(url, directory)).toEqual(["20260101000000_a", "20260102000000_b"]);
    await migration("20260103000000_c", `INSERT INTO t VALUES (2)`);
    expect(await migrate(url, directory)).toEqual(["20260103000000_c"]);
    expect(await rows(`SELECT n FROM t ORDER BY n`)).toEqual([{ n: 1 }, { n: 2 }]);
  });

  test("records each migration as Prisma does: SHA-256 of the file, finished, one step", async () => {
    await migrate(url);
    const [record] = await rows(`SELECT * FROM "_prisma_migrations" ORDER BY "migration_name" LIMIT 1`);
    const file = await readFile(`prisma/migrations/${String(record?.migration_name)}/migration.sql`, "utf8");
    expect(record).toMatchObject({
      checksum: createHash("sha256").update(file).digest("hex"),
      logs: null,
      rolled_back_at: null,
      applied_steps_count: 1,
    });
    expect(record?.finished_at).toBeInstanceOf(Date);
  });

  test("of several processes at once, each migration is applied by one", async () => {
    const applied = await Promise.all([migrate(url), migrate(url), migrate(url)]);
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
  });

  test("a migration that fails leaves nothing behind, and the ones before it stay", async () => {
    await migration("20260101000000_a", `CREATE TABLE t (n int)`);
    await migration("20260102000000_b", `INSERT INTO t VALUES (1); SELECT 1/0`);
    await expect(migrate(url, directory)).rejects.toThrow(
      /20260102000000_b failed and was rolled back: division by zero/,
    );
    expect(await rows(`SELECT n FROM t`)).toEqual([]);
    expect(await rows(`SELECT migration_name FROM "_prisma_migrations"`)).toEqual([
      { migration_name: "20260101000000_a" },
    ]);
  });

  test("a database that a newer version migrated is refused", async () => {
    await migration("20260101000000_a", `SELECT 1`);
    await migrate(url, directory);
    await rm(path.join(directory, "20260101000000_a"), { recursive: true });
    await expect(migrate(url, directory)).rejects.toThrow(MigrationError);
  });

  test("a migration that was edited after it was applied is refused", async () => {
    await migration("20260101000000_a", `SELECT 1`);
    await migrate(url, directory);
    await migration("20260101000000_a", `SELECT 2`);
    await expect(migrate(url, directory)).rejects.toThrow(/was changed after it had been applied/);
  });
});
