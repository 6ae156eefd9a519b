import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { env } from "@/lib/env";
import { ensurePartitions, partitionsFrom } from "./partitions";

const url = env.databaseUrl ?? "";
const directoryId = "01990000-0000-7000-8000-000000000001";
const client = new Client({ connectionString: url });

async function insert(id: string) {
  await client.query(
    `INSERT INTO "ProvisioningEvent" ("directoryId", "id", "organizationId", "at", "durationMs", "action", "status", "httpStatus", "method", "path")
     VALUES ($1, $2, $1, now(), 1, 'read', 'success', 200, 'GET', '/Users')`,
    [directoryId, id],
  );
  const { rows } = await client.query<{ table: string }>(
    `SELECT tableoid::regclass::text AS table FROM "ProvisioningEvent" WHERE "directoryId" = $1 AND "id" = $2`,
    [directoryId, id],
  );
  return rows[0]?.table;
}

const idAt = (time: string) =>
  `${Date.parse(time)
    .toString(16)
    .padStart(12, "0")
    .replace(/^(.{8})/, "$1-")}-7abc-8abc-0123456789ab`;

// A year of its own: nothing else in this database logs there.
const now = new Date("2031-03-13T12:00:00Z");

beforeAll(() => client.connect());
afterAll(async () => {
  await client.query(`DELETE FROM "ProvisioningEvent" WHERE "directoryId" = $1`, [directoryId]);
  await client.end();
});

describe("partitions of the provisioning log", () => {
  test("a week runs from Monday 00:00 UTC, and follows the one before without a gap", () => {
    const weeks = partitionsFrom(now, 4);
    expect(weeks.map(({ name }) => name)).toEqual([
      "ProvisioningEvent_20310310",
      "ProvisioningEvent_20310317",
      "ProvisioningEvent_20310324",
      "ProvisioningEvent_20310331",
      "ProvisioningEvent_20310407",
    ]);
    expect(weeks.slice(1).map(({ from }) => from)).toEqual(weeks.slice(0, -1).map(({ to }) => to));
  });

  test("rows that waited in the default partition move into their week's, and later ones go there directly", async () => {
    expect(await insert(idAt("2031-03-12T10:00:00Z"))).toBe(`"ProvisioningEvent_default"`);
    expect(await ensurePartitions(url, now)).toHaveLength(5);
    expect(await insert(idAt("2031-03-16T23:59:59.999Z"))).toBe(`"ProvisioningEvent_20310310"`);
    expect(await insert(idAt("2031-03-17T00:00:00Z"))).toBe(`"ProvisioningEvent_20310317"`);
    const { rows } = await client.query(`SELECT 1 FROM ONLY "ProvisioningEvent_20310310" WHERE "directoryId" = $1`, [
      directoryId,
    ]);
    expect(rows).toHaveLength(2);
  });

  test("a second call makes only what is missing, also when several processes call at once", async () => {
    expect(await ensurePartitions(url, now)).toEqual([]);
    const nextWeek = new Date("2031-03-20T12:00:00Z");
    const made = await Promise.all([ensurePartitions(url, nextWeek), ensurePartitions(url, nextWeek)]);
    expect(made.flat()).toEqual(["ProvisioningEvent_20310414"]);
  });
});
