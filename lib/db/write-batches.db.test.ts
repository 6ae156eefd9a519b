import { DatabaseError } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Pipeline } from "./pipeline";
import { connectionSettings, pool } from "./pool";
import { WriteBatches } from "./write-batches";

const table = `"batch_test_${process.pid}"`;
const lockTimeoutMs = 50;

let connection: Pipeline;
let writes: WriteBatches;

beforeAll(async () => {
  await pool.query(
    `CREATE TABLE ${table} (id int PRIMARY KEY, transaction xid8 DEFAULT pg_current_xact_id(), v int DEFAULT 0)`,
  );
});

beforeEach(async () => {
  await pool.query(`TRUNCATE ${table}`);
  connection = new Pipeline({ ...connectionSettings, lock_timeout: lockTimeoutMs });
  writes = new WriteBatches([connection.query.bind(connection)], (statement) => pool.query(statement));
});

afterAll(async () => {
  await pool.query(`DROP TABLE ${table}`);
});

const insert = (id: number) =>
  writes.write<{ id: number; transaction: string }>({
    text: `INSERT INTO ${table} (id) VALUES ($1) RETURNING id, transaction::text`,
    values: [id],
  });

const stored = async () => {
  const { rows } = await pool.query<{ id: number }>(`SELECT id FROM ${table} ORDER BY id`);
  return rows.map(({ id }) => id);
};

describe("writes that come together", () => {
  test("share a transaction, and each has its own answer", async () => {
    const answers = await Promise.all([1, 2, 3].map(insert));
    expect(answers.map(([row]) => row?.id)).toEqual([1, 2, 3]);
    expect(new Set(answers.map(([row]) => row?.transaction)).size).toBe(1);
    expect(await stored()).toEqual([1, 2, 3]);
  });

  test("do not suffer from one among them that is refused, which alone is told why", async () => {
    await insert(2);
    const answers = await Promise.allSettled([1, 2, 3].map(insert));
    expect(answers.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    const [, refused] = answers;
    expect(refused?.status === "rejected" && refused.reason instanceof DatabaseError && refused.reason.code).toBe(
      "23505",
    );
    expect(await stored()).toEqual([1, 2, 3]);
  });

  test("of more than fit one transaction are all carried out", async () => {
    const ids = Array.from({ length: 100 }, (_, index) => index);
    await Promise.all(ids.map(insert));
    expect(await stored()).toEqual(ids);
  });

  test("do not wait for a lock that only one of them needs", async () => {
    await insert(1);
    const holder = await pool.connect();
    try {
      await holder.query("BEGIN");
      await holder.query(`UPDATE ${table} SET v = 1 WHERE id = 1`);
      const waiting = writes.write({ text: `UPDATE ${table} SET v = v + 1 WHERE id = 1` });
      await insert(2);
      expect(await stored()).toContain(2);
      await holder.query("COMMIT");
      await waiting;
      const { rows } = await pool.query<{ v: number }>(`SELECT v FROM ${table} WHERE id = 1`);
      expect(rows).toEqual([{ v: 2 }]);
    } finally {
      holder.release();
    }
  });
});

describe("a connection that is lost", () => {
  test("rejects what was under way, and the next write has a new one", async () => {
    const [before] = await writes.write<{ pid: number }>({ text: "SELECT pg_backend_pid() AS pid" });
    const sleeping = writes.write({ text: "SELECT pg_sleep(30)" });
    const lost = expect(sleeping).rejects.toThrow("terminating connection");
    await expect.poll(() => isSleeping(before?.pid), { interval: 5 }).toBe(true);
    await pool.query("SELECT pg_terminate_backend($1)", [before?.pid]);
    await lost;
    const [after] = await writes.write<{ pid: number }>({ text: "SELECT pg_backend_pid() AS pid" });
    expect(after?.pid).not.toBe(before?.pid);
  });
});

async function isSleeping(pid: number | undefined): Promise<boolean> {
  const { rows } = await pool.query("SELECT 1 FROM pg_stat_activity WHERE pid = $1 AND wait_event = 'PgSleep'", [pid]);
  return rows.length > 0;
}
