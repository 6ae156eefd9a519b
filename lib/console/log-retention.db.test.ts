import { Client } from "pg";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { dropPartitions, ensurePartitions } from "@/lib/db/partitions";
import { env } from "@/lib/env";
import { readLogIdentities } from "@/lib/db/log-identities";
import { createTenant } from "@/prisma/factories";
import { listAuditEvents } from "./audit";
import { readEventBodies } from "./event-bodies";
import { logDaysOf, setLogDays, sweepLog } from "./log-retention";
import { findEvent, listEvents } from "./logs";
import { personTimeline } from "./timeline";
import { whoIs } from "./who-is";

const url = env.databaseUrl ?? "";
const dayMs = 24 * 60 * 60 * 1000;
const daysAgo = (days: number) => Date.now() - days * dayMs;

function idAt(ms: number): string {
  const hex = ms.toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}${uuidv7().slice(13)}`;
}

/** A directory with one row of each age, in days, and how to read it. */
async function directory(...ages: readonly number[]) {
  const tenant = await createTenant();
  const scope = { ...tenant.scope, directoryId: tenant.directory.id };
  const ids = ages.map((age) => idAt(daysAgo(age)));
  await pool.query(
    `INSERT INTO "ProvisioningEvent" ("directoryId", "id", "organizationId", "at", "durationMs", "action", "status",
       "httpStatus", "method", "path", "userName")
     SELECT $1, i, $2, now(), 1, 'create', 'failure', 400, 'POST', '/Users', 'ana' FROM unnest($3::uuid[]) AS i`,
    [scope.directoryId, scope.organizationId, ids],
  );
  const count = async (table: string) =>
    Number(
      (
        await pool.query<{ n: string }>(`SELECT count(*) AS n FROM "${table}" WHERE "directoryId" = $1`, [
          scope.directoryId,
        ])
      ).rows[0]?.n,
    );
  return { tenant, scope, ids, count };
}

test("what is older than the organization keeps is not shown at once, and deleted by the next sweep, of nobody else", async () => {
  const mine = await directory(20, 3);
  const theirs = await directory(20, 3);
  await readLogIdentities(new Date(), mine.scope.directoryId);
  expect(await logDaysOf(mine.scope)).toBe(90);
  await setLogDays(mine.scope, { days: 7 });
  const [old = "", young = ""] = mine.ids;
  const { directoryId } = mine.scope;
  expect((await listEvents(mine.scope, {})).rows.map(({ id }) => id)).toEqual([young]);
  expect(await findEvent(mine.scope, old)).toBeUndefined();
  await expect(readEventBodies(mine.scope, { directoryId, eventId: old }, "")).rejects.toThrow("errors.notFound");
  const { entries } = await personTimeline(mine.scope, uuidv7(), { userName: "ana" });
  expect(entries.map(({ id, requests }) => ({ id, requests }))).toEqual([{ id: young, requests: 1 }]);
  expect((await whoIs(mine.scope, young)).map(({ kind }) => kind)).toEqual(["request"]);
  expect((await whoIs(mine.scope, old)).map(({ kind }) => kind)).toEqual(["nobody"]);
  await sweepLog(url, new Date());
  expect(await mine.count("ProvisioningEvent")).toBe(1);
  expect(await theirs.count("ProvisioningEvent")).toBe(2);
  expect(await mine.count("LogIdentity")).toBe(1);
  const [event] = await listAuditEvents(mine.scope, { limit: 1 });
  expect(event).toMatchObject({ action: "organization.logDays", details: { from: 90, to: 7 } });
});

test("only an owner decides how long the log is kept", async () => {
  const { scope } = await directory();
  for (const role of ["admin", "auditor"] as const) {
    const actor = { kind: "admin", adminId: uuidv7(), email: "a@x.example", role } as const;
    await expect(setLogDays({ ...scope, actor }, { days: 7 })).rejects.toThrow("missing permission");
  }
});

const client = new Client({ connectionString: url });
beforeAll(() => client.connect());
afterAll(() => client.end());

test("a week is dropped as a whole once its last row is too old, and not while requests hold the log", async () => {
  const then = new Date("2019-03-13T12:00:00Z");
  const [made = ""] = await ensurePartitions(url, then, 0);
  expect(made).toBe("ProvisioningEvent_20190311");
  expect(await dropPartitions(url, new Date("2019-03-17T23:59:59Z"))).toEqual([]);
  await client.query(`BEGIN; LOCK TABLE "${made}" IN ACCESS SHARE MODE`);
  expect(await dropPartitions(url, new Date("2019-03-18T00:00:00Z"))).toEqual([]);
  await client.query("ROLLBACK");
  // An autovacuum of the rows that the other tests wrote holds the log as well, for a while.
  await expect.poll(() => dropPartitions(url, new Date("2019-03-18T00:00:00Z"))).toEqual([made]);
  expect(await dropPartitions(url, new Date("2019-03-18T00:00:00Z"))).toEqual([]);
});
