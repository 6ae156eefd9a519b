import { expect, test } from "vitest";
import type { PoolClient } from "pg";
import { scimClient } from "@/lib/http/__fixtures__/scim-client";
import { createUnattendedTenant } from "@/prisma/factories";
import { pool } from "./pool";

/** Does something on each connection of the pool. */
async function onEach(work: (client: PoolClient) => Promise<unknown>): Promise<void> {
  const clients = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
  for (const client of clients) await work(client);
  for (const client of clients) client.release();
}

async function scansOfPeople(): Promise<number> {
  await onEach((client) => client.query("SELECT pg_stat_force_next_flush()"));
  const { rows } = await pool.query<{ scans: string }>(
    `SELECT "seq_scan" AS "scans" FROM pg_stat_user_tables WHERE "relname" = 'User'`,
  );
  return Number(rows[0]?.scans);
}

test("that each of many members is a person is looked up in an index, whenever its connection first looked that up", async () => {
  // Nobody was here, and PostgreSQL knows it: whoever is looked up then is found by reading everybody.
  await pool.query(`TRUNCATE "User", "Group" CASCADE`);
  const { scope, directory, token } = await createUnattendedTenant();
  const call = scimClient(token.token);
  const people = async (count: number, prefix: string) => {
    const { rows } = await pool.query<{ id: string }>(
      `INSERT INTO "User" ("directoryId", "id", "organizationId", "userName", "userNameKey", "attributes", "search",
         "created", "lastModified")
       SELECT $1, gen_random_uuid(), $2, $4 || i, $4 || i, '{}', '{}', now(), now() FROM generate_series(1, $3::int) i
       RETURNING "id"`,
      [directory.id, scope.organizationId, count, prefix],
    );
    return rows.map(({ id }) => id);
  };
  const few = await people(10, "few");
  await pool.query(`ANALYZE "User"`);
  const group = (await call<{ id: string }>("POST", "/Groups", { displayName: "Everybody" })).body.id;
  await onEach(async (client) => {
    // As often as it takes PostgreSQL to keep a plan.
    for (const id of few) {
      await client.query(
        `INSERT INTO "Member" ("directoryId", "groupId", "memberId", "memberType", "organizationId", "addedAt")
         VALUES ($1, $2, $3, 'User', $4, now())`,
        [directory.id, group, id, scope.organizationId],
      );
    }
    await client.query(`DELETE FROM "Member" WHERE "directoryId" = $1`, [directory.id]);
  });

  const many = await people(2_000, "many");
  const before = await scansOfPeople();
  const value = many.map((id) => ({ value: id }));
  const { status } = await call("PATCH", `/Groups/${group}`, { Operations: [{ op: "add", path: "members", value }] });
  expect(status).toBe(204);
  expect((await scansOfPeople()) - before).toBeLessThan(100);
});
