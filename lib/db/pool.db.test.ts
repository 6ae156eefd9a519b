import { afterEach, expect, test } from "vitest";
import { pool } from "./pool";

const uncaught: unknown[] = [];
const note = (error: unknown) => void uncaught.push(error);

afterEach(() => void process.off("uncaughtException", note));

test("a connection that is lost while it is in use fails its statements, and ends no process", async () => {
  process.on("uncaughtException", note);
  const client = await pool.connect();
  const { rows } = await client.query<{ pid: number }>(`SELECT pg_backend_pid() AS "pid"`);
  await pool.query("SELECT pg_terminate_backend($1)", [rows[0]?.pid]);
  const isLost = () =>
    client.query("SELECT 1").then(
      () => false,
      () => true,
    );
  await expect.poll(isLost).toBe(true);
  client.release(true);
  expect((await pool.query("SELECT 1")).rowCount).toBe(1);
  expect(uncaught).toEqual([]);
});
