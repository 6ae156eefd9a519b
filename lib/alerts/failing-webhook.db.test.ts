import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { listAuditEvents } from "@/lib/console/audit";
import { setRecipients } from "@/lib/console/notifications";
import { replayDeliveries } from "@/lib/console/replay-deliveries";
import { testWebhook } from "@/lib/console/test-webhook";
import { addWebhook, changeWebhook, listDirectoryWebhooks } from "@/lib/console/webhooks";
import { db } from "@/lib/db/client";
import { pool } from "@/lib/db/pool";
import { startSmtpInbox } from "@/lib/mail/__fixtures__/smtp-inbox";
import type { SmtpInbox } from "@/lib/mail/__fixtures__/smtp-inbox";
import { createTenant } from "@/prisma/factories";
import type { Tenant } from "@/prisma/factories";
import { startWebhookReceiver } from "@/scripts/testing/webhook-receiver.mjs";
import type { WebhookReceiver } from "@/scripts/testing/webhook-receiver.mjs";
import { audienceOf, tell } from "./audience";
import { channelsOf } from "./channels";
import { chosenEventTypes, eventTypes } from "./event-types";
import { deliverDue } from "./outbox";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

let start: number;
let inbox: SmtpInbox;
let tenant: Tenant;
let receiver: WebhookReceiver;
let status: number;
let webhookId: string;

beforeEach(async () => {
  await pool.query(`DELETE FROM "OutboxMessage"`);
  start = Date.now();
  inbox = await startSmtpInbox();
  tenant = await createTenant();
  status = 503;
  receiver = await startWebhookReceiver({ answer: () => ({ status, body: "down for maintenance" }) });
  webhookId = (await addWebhook(tenant.scope, { ...here(), url: receiver.url, events: [...chosenEventTypes] })).id;
});
afterEach(async () => {
  // What still waits would be delivered by the next file's tests.
  await pool.query(`DELETE FROM "OutboxMessage"`);
  await receiver.stop();
  await inbox.stop();
});

const here = () => ({ directoryId: tenant.directory.id });
const place = () => ({ ...tenant.scope, ...here() });
const after = (ms: number) => new Date(start + ms);
const switchOn = () => changeWebhook(tenant.scope, { ...here(), webhookId, enabled: true });
const endpoint = async () => (await listDirectoryWebhooks(place()))[0] ?? expect.fail("there is no endpoint");

/** Something happens that webhooks alone are told of. @returns how many messages that made */
async function happens(at: Date, count = 1): Promise<number> {
  const payload = {
    organization: { slug: tenant.organization.slug, name: tenant.organization.name },
    directory: { slug: "generic", name: "generic" },
  };
  let written = 0;
  for (let index = 0; index < count; index += 1) {
    const audience = await audienceOf(db, place(), eventTypes.tripped, { mail: false });
    written += await tell(db, place(), audience, { kind: eventTypes.tripped, payload, at });
  }
  return written;
}

/** Two processes' loops at that moment. */
async function work(at: Date): Promise<void> {
  const options = { clock: () => at, random: () => 0.5 };
  const channels = [...channelsOf(inbox.settings)];
  await Promise.all([...channels, ...channels].map((channel) => deliverDue(new Map([channel]), options)));
}

/** Looks every four hours. */
async function workFor(from: number, to: number): Promise<void> {
  for (let ms = from; ms <= to; ms += 4 * hourMs) await work(after(ms));
}

const rows = async (): Promise<Record<string, unknown>[]> =>
  (
    await pool.query(
      `SELECT * FROM "OutboxMessage" WHERE "directoryId" = $1 AND "channel" = 'webhook' ORDER BY "createdAt", "id"`,
      [tenant.directory.id],
    )
  ).rows;
const ids = () => receiver.received.map(({ headers }) => headers["webhook-id"]);
const offEvents = async () =>
  (await listAuditEvents(tenant.scope, { limit: 50 })).filter(({ action }) => action === "webhook.off");

/** An endpoint that fails for five days, with an event on every other one. */
async function failForFiveDays(): Promise<void> {
  for (const day of [0, 2, 4]) {
    await happens(after(day * dayMs));
    await workFor(day * dayMs, (day + 2) * dayMs - 4 * hourMs);
  }
}

describe("an endpoint that accepts nothing for five days", () => {
  test("is switched off, and its directory's people are told once, by one of the processes", async () => {
    await setRecipients(tenant.scope, { ...here(), recipients: ["lena@contoso.example", "it@contoso.example"] });
    await happens(after(0));
    await workFor(0, 2 * dayMs);
    expect(await endpoint()).toMatchObject({ offSince: null, failingSince: after(0) });
    expect(inbox.received).toEqual([]);
    for (const day of [2, 4]) {
      await happens(after(day * dayMs));
      await workFor(day * dayMs, (day + 2) * dayMs - 4 * hourMs);
    }
    const { offSince, offBecause, parked } = await endpoint();
    expect({ offBecause, parked }).toEqual({ offBecause: "failing", parked: 2 });
    expect(offSince?.getTime()).toBeGreaterThanOrEqual(start + 5 * dayMs);
    expect(await offEvents()).toMatchObject([{ actor: "muster", target: receiver.url }]);

    await work(after(6 * dayMs));
    expect(inbox.received.flatMap(({ envelopeTo }) => envelopeTo).toSorted()).toEqual([
      "it@contoso.example",
      "lena@contoso.example",
    ]);
    const [mail] = inbox.received;
    expect(mail?.subject).toBe("generic: a webhook was switched off");
    for (const part of [receiver.url, "503 Service Unavailable: down for maintenance", "/d/generic/notifications"]) {
      expect(mail?.text).toContain(part);
    }
    const asked = receiver.received.length;
    expect(await happens(after(7 * dayMs))).toBe(0);
    await workFor(7 * dayMs, 12 * dayMs);
    expect(receiver.received).toHaveLength(asked);
    expect(inbox.received).toHaveLength(2);
  });

  test("gets at once what waited when it is switched on, each event once, and may fail for five days again", async () => {
    await failForFiveDays();
    const [exhausted, ...waited] = await rows();
    expect(exhausted).toMatchObject({ problem: "hookStatus", givenUpAt: expect.any(Date) });
    const parked = { problem: "hookOff", givenUpAt: expect.any(Date), nextAttemptAt: null };
    expect(waited).toMatchObject([parked, parked]);
    status = 204;
    const asked = receiver.received.length;
    expect(await switchOn()).toMatchObject({ offSince: null, offBecause: null, failingSince: null, resumed: 2 });
    expect(await switchOn()).toMatchObject({ resumed: 0 });
    await work(after(7 * dayMs));
    expect(ids().slice(asked).toSorted()).toEqual(waited.map(({ id }) => id));
    // What had been given up before waits for a decision.
    expect(await replayDeliveries(tenant.scope, here())).toEqual({ replayed: 1 });
    await work(after(7 * dayMs));
    expect(receiver.received).toHaveLength(asked + 3);
    expect((await rows()).every(({ deliveredAt }) => deliveredAt !== null)).toBe(true);

    status = 503;
    await happens(after(8 * dayMs));
    await workFor(8 * dayMs, 12 * dayMs);
    expect(await endpoint()).toMatchObject({ offSince: null, failingSince: after(8 * dayMs) });
  });

  test("is not switched off where it accepted something in between, be it a test event", async () => {
    await happens(after(0));
    await workFor(0, 2 * dayMs);
    status = 204;
    await testWebhook(tenant.scope, { ...here(), webhookId });
    expect(await endpoint()).toMatchObject({ failingSince: null });
    status = 503;
    await workFor(2 * dayMs, 3 * dayMs);
    await happens(after(4 * dayMs));
    await workFor(4 * dayMs, 6 * dayMs);
    expect(await endpoint()).toMatchObject({ offSince: null });
  });

  test("is not switched off by the first failure after quiet weeks, but by one that lasts", async () => {
    await happens(after(0));
    await workFor(0, 4 * dayMs);
    await happens(after(20 * dayMs));
    for (const minutes of [0, 1, 4, 15]) await work(after(20 * dayMs + minutes * 60_000));
    expect(await endpoint()).toMatchObject({ offSince: null });
    await work(after(20 * dayMs + hourMs));
    expect(await endpoint()).toMatchObject({ offBecause: "failing" });
  });

  test("counts from anew when its address is changed", async () => {
    await happens(after(0));
    await work(after(0));
    await changeWebhook(tenant.scope, { ...here(), webhookId, url: `${receiver.url}/other` });
    expect(await endpoint()).toMatchObject({ failingSince: null });
  });

  test("and whose secret cannot be opened has not failed", async () => {
    await pool.query(`UPDATE "WebhookEndpoint" SET "secret" = '\\x${"00".repeat(60)}' WHERE "id" = $1`, [webhookId]);
    await happens(after(0));
    await work(after(0));
    expect(await endpoint()).toMatchObject({ failingSince: null });
    expect(await rows()).toMatchObject([{ problem: "hookSecret" }]);
  });
});

test("410 is told by e-mail once, however many events and processes meet it, and a server without e-mail tells nobody", async () => {
  status = 410;
  await happens(after(0), 6);
  await work(after(0));
  await work(after(hourMs));
  expect(inbox.received.map(({ subject }) => subject)).toEqual(["generic: a webhook was switched off"]);
  expect(inbox.received[0]?.text).toContain("It answered 410 (gone)");
  expect(await offEvents()).toHaveLength(1);

  await switchOn();
  await deliverDue(channelsOf(undefined), { clock: () => after(2 * hourMs) });
  expect(await endpoint()).toMatchObject({ offBecause: "gone" });
  await work(after(3 * hourMs));
  expect(inbox.received).toHaveLength(1);
});

describe("an endpoint that an administrator switches off", () => {
  const switchOff = () => changeWebhook(tenant.scope, { ...here(), webhookId, enabled: false });

  test("keeps what waits, which is sent once it is on, and is not told by e-mail", async () => {
    await happens(after(0), 3);
    for (const minutes of [0, 1, 4, 15]) await work(after(minutes * 60_000));
    await switchOff();
    await work(after(hourMs));
    expect(await endpoint()).toMatchObject({ offBecause: null, parked: 3 });
    expect(inbox.received).toEqual([]);
    status = 204;
    const asked = receiver.received.length;
    expect(await switchOn()).toMatchObject({ resumed: 3 });
    await work(after(2 * hourMs));
    expect(new Set(ids().slice(asked)).size).toBe(3);
    expect(receiver.received).toHaveLength(asked + 3);
  });

  test("and on again while a process has an event in its hands gets that event once", async () => {
    await happens(after(0));
    status = 204;
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    let arrived = 0;
    const slow = deliverDue(
      new Map([
        [
          "webhook",
          async () => {
            arrived += 1;
            await asked;
            return "204 No Content";
          },
        ],
      ]),
      { clock: () => after(0) },
    );
    await expect.poll(() => arrived).toBe(1);
    await switchOff();
    expect(await switchOn()).toMatchObject({ resumed: 0 });
    await work(after(60_000));
    answer();
    await slow;
    expect(receiver.received).toEqual([]);
    expect(await rows()).toMatchObject([{ deliveredAt: after(0), attempts: 1 }]);
  });
});

test("each message has a whole lease, however long the messages before it took", async () => {
  await happens(after(0), 25);
  let now = start;
  const leases: number[] = [];
  await deliverDue(
    new Map([
      [
        "webhook",
        async ({ id }) => {
          const { nextAttemptAt } = (await rows()).find((row) => row["id"] === id) ?? {};
          leases.push(nextAttemptAt instanceof Date ? nextAttemptAt.getTime() - now : 0);
          // Each batch of receivers hangs for four minutes.
          if (leases.length % 10 === 0) now += 4 * 60_000;
          return "204 No Content";
        },
      ],
    ]),
    { clock: () => new Date(now) },
  );
  expect(leases).toHaveLength(25);
  expect(Math.min(...leases)).toBeGreaterThan(0);
});
