import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { createUnattendedTenant } from "@/prisma/factories";
import { eventQueue } from "./event-queue";
import type { ProvisioningEvent } from "./provisioning-event";

async function eventsOf(count: number, change: (index: number) => Partial<ProvisioningEvent>) {
  const { organization, directory } = await createUnattendedTenant();
  return Array.from({ length: count }, (_, index): ProvisioningEvent => ({
    organizationId: organization.id,
    directoryId: directory.id,
    id: uuidv7(),
    at: new Date(),
    durationMs: 1,
    action: "read",
    status: "success",
    httpStatus: 200,
    method: "GET",
    path: "/scim/v2/Users",
    ...change(index),
  }));
}

const stored = async (events: readonly ProvisioningEvent[]) => {
  const { rows } = await pool.query<{ id: string; displayName: string | null }>(
    `SELECT "id", "displayName" FROM "ProvisioningEvent" WHERE "id" = ANY($1)`,
    [events.map((event) => event.id)],
  );
  return rows;
};

test("a row that the database cannot take holds up no other", async () => {
  // 99999 is no smallint.
  const events = await eventsOf(9, (index) => (index === 4 ? { httpStatus: 99_999 } : {}));
  await Promise.all(events.map((event) => eventQueue.add(event)));
  await eventQueue.flush();
  const ids = (await stored(events)).map((row) => row.id);
  expect(ids.toSorted()).toEqual(
    events
      .filter((_, index) => index !== 4)
      .map((event) => event.id)
      .toSorted(),
  );
});

test("what PostgreSQL has no character for is kept as U+FFFD, and whole pairs as they are", async () => {
  const events = await eventsOf(1, () => ({ displayName: "a\u0000b\ud800c😀" }));
  await Promise.all(events.map((event) => eventQueue.add(event)));
  await eventQueue.flush();
  expect((await stored(events))[0]?.displayName).toBe("a\ufffdb\ufffdc😀");
});
