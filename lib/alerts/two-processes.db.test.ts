/** Two processes share what is to be delivered: nothing is sent twice, nothing is lost, and what is told once is told once. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { listAuditEvents } from "@/lib/console/audit";
import { addWebhook, changeWebhook, listDirectoryWebhooks } from "@/lib/console/webhooks";
import { db } from "@/lib/db/client";
import { leaseMs } from "@/lib/db/outbox";
import { pool } from "@/lib/db/pool";
import { startSmtpInbox } from "@/lib/mail/__fixtures__/smtp-inbox";
import type { SmtpInbox } from "@/lib/mail/__fixtures__/smtp-inbox";
import { createTenant } from "@/prisma/factories";
import type { Tenant } from "@/prisma/factories";
import { startWebhookReceiver } from "@/scripts/testing/webhook-receiver.mjs";
import type { Answer, WebhookReceiver } from "@/scripts/testing/webhook-receiver.mjs";
import { startDeliveringProcess } from "./__fixtures__/delivering-process";
import type { DeliveringProcess } from "./__fixtures__/delivering-process";
import { audienceOf, tell } from "./audience";
import { chosenEventTypes, eventTypes } from "./event-types";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const events = 25;

let inbox: SmtpInbox;
let processes: readonly [DeliveringProcess, DeliveringProcess];
let tenant: Tenant;
let receiver: WebhookReceiver;
let say: Answer | "never" | undefined;
let webhookId: string;
let start: number;

beforeAll(async () => {
  inbox = await startSmtpInbox();
  processes = await Promise.all([startDeliveringProcess(inbox.settings), startDeliveringProcess(inbox.settings)]);
});
afterAll(async () => {
  for (const one of processes) await one.kill();
  await inbox.stop();
});
beforeEach(async () => {
  await pool.query(`DELETE FROM "OutboxMessage"`);
  start = Date.now();
  say = undefined;
  tenant = await createTenant();
  receiver = await startWebhookReceiver({ answer: () => say });
  const place = { directoryId: tenant.directory.id, url: receiver.url, events: [...chosenEventTypes] };
  webhookId = (await addWebhook(tenant.scope, place)).id;
});
// What still waits would be delivered by the next file's tests.
afterEach(async () => {
  await pool.query(`DELETE FROM "OutboxMessage"`);
  await receiver.stop();
});

const scope = () => ({ ...tenant.scope, directoryId: tenant.directory.id });

async function happens(ms: number, count: number): Promise<void> {
  const payload = {
    organization: { slug: tenant.organization.slug, name: tenant.organization.name },
    directory: { slug: "generic", name: "generic" },
  };
  const audience = await audienceOf(db, scope(), eventTypes.tripped, { mail: false });
  const event = { kind: eventTypes.tripped, payload, at: new Date(start + ms) };
  for (let index = 0; index < count; index += 1) await tell(db, scope(), audience, event);
}

const work = (ms: number) => Promise.all(processes.map((one) => one.deliver(new Date(start + ms))));
const ids = (from = 0) => receiver.received.slice(from).map(({ headers }) => `${headers["webhook-id"]}`);
const expectEachOnce = (sent: readonly string[], count: number) => {
  expect(sent).toHaveLength(count);
  expect(new Set(sent).size).toBe(count);
};

test("an endpoint that fails for days is switched off and told of once; switched on, it gets each event once", async () => {
  say = { status: 503 };
  await happens(0, events);
  await work(0);
  expectEachOnce(ids(), events);
  for (let ms = 4 * hourMs; ms < 2 * dayMs; ms += 4 * hourMs) await work(ms);
  await happens(3 * dayMs, events);
  for (let ms = 3 * dayMs; ms <= 6 * dayMs; ms += 4 * hourMs) await work(ms);

  expect(inbox.received).toHaveLength(1);
  const audit = await listAuditEvents(tenant.scope, { limit: 50 });
  expect(audit.filter(({ action }) => action === "webhook.off")).toHaveLength(1);
  const [webhook] = await listDirectoryWebhooks(scope());
  expect(webhook).toMatchObject({ offBecause: "failing" });

  const asked = receiver.received.length;
  const { rows } = await pool.query<{ id: string }>(
    `SELECT "id" FROM "OutboxMessage" WHERE "channel" = 'webhook' AND "problem" = 'hookOff'`,
  );
  say = undefined;
  const { resumed } = await changeWebhook(tenant.scope, { ...scope(), webhookId, enabled: true });
  expect(resumed).toBe(webhook?.parked);
  await work(6 * dayMs + hourMs);
  await work(6 * dayMs + 2 * hourMs);
  expect(ids(asked).toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
  expect(rows.length).toBeGreaterThanOrEqual(events);
});

test("what a killed process had in its hands is sent by the other one when its lease ends, and everything else once", async () => {
  const killed = await startDeliveringProcess(inbox.settings);
  await happens(0, events);
  say = "never";
  const cut = killed.deliver(new Date(start));
  await expect.poll(() => receiver.received.length).toBe(10);
  await killed.kill();
  expect(await cut).toBeUndefined();
  const inHand = ids();
  say = undefined;
  expect((await work(1)).reduce<number>((sum, count) => sum + (count ?? 0), 0)).toBe(events - 10);
  expect(ids(10).filter((id) => inHand.includes(id))).toEqual([]);
  expectEachOnce(ids(10), events - 10);
  expect(await work(leaseMs - 1)).toEqual([0, 0]);
  await work(leaseMs);
  expect(ids(events).toSorted()).toEqual(inHand.toSorted());
  await work(dayMs);
  expect(receiver.received).toHaveLength(events + 10);
});
