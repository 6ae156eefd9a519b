import { expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { refuseTooSlow } from "./too-slow";

test("a search that PostgreSQL gives up is refused as tooMany, with what to do", async () => {
  const connection = await pool.connect();
  try {
    await connection.query("SET statement_timeout = 5");
    await expect(connection.query("SELECT pg_sleep(60)").catch(refuseTooSlow)).rejects.toMatchObject({
      status: 400,
      scimType: "tooMany",
      detail: expect.stringContaining("Compare fewer attributes"),
    });
  } finally {
    connection.release(true);
  }
});

test("any other failure of it stays what it is", async () => {
  await expect(pool.query("SELECT nothing").catch(refuseTooSlow)).rejects.toMatchObject({ code: "42703" });
});
