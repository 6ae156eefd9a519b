import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { listAuditEvents } from "@/lib/console/audit";
import { replayDeliveries } from "@/lib/console/replay-deliveries";
import { addWebhook, changeWebhook, listDirectoryWebhooks, removeWebhook, rotateWebhook } from "@/lib/console/webhooks";
import { db } from "@/lib/db/client";
import { pool } from "@/lib/db/pool";
import { createUnattendedTenant } from "@/prisma/factories";
import type { UnattendedTenant } from "@/prisma/factories";
import { startWebhookReceiver } from "@/scripts/testing/webhook-receiver.mjs";
import type { Answer, ReceivedWebhook, WebhookReceiver } from "@/scripts/testing/webhook-receiver.mjs";
import { audienceOf, everyWay, tell } from "./audience";
import { attemptsMax } from "./back-off";
import { channelsOf } from "./channels";
import { chosenEventTypes, eventTypes } from "./event-types";
import { deliverDue } from "./outbox";
import { deliverToWebhook } from "./webhook-channel";

const minuteMs = 60_000;
const start = new Date();
const later = (minutes: number) => new Date(start.getTime() + minutes * minuteMs);

let tenant: UnattendedTenant;
let receiver: WebhookReceiver;
let say: Answer | "never" | undefined;

beforeEach(async () => {
  await pool.query(`DELETE FROM "OutboxMessage"`);
  tenant = await createUnattendedTenant();
  say = undefined;
  receiver = await startWebhookReceiver({ answer: () => say });
});
afterEach(() => receiver.stop());

const place = () => ({ ...tenant.scope, directoryId: tenant.directory.id });
const add = (url = receiver.url, events: readonly (typeof chosenEventTypes)[number][] = chosenEventTypes) =>
  addWebhook(tenant.scope, { directoryId: tenant.directory.id, url, events: [...events] });

const payload = () => ({
  organization: { slug: tenant.organization.slug, name: tenant.organization.name },
  directory: { slug: "generic", name: "generic" },
  held: 3,
});

/** Something happens that webhooks are told of. @returns how many messages that made */
const happens = async (kind: (typeof chosenEventTypes)[number] = eventTypes.tripped) =>
  tell(db, place(), await audienceOf(db, place(), kind, everyWay), { kind, payload: payload(), at: start });

const deliver = (at = start) => deliverDue(channelsOf(undefined), { clock: () => at, random: () => 0.5 });
const rows = async (): Promise<Record<string, unknown>[]> =>
  (await pool.query(`SELECT * FROM "OutboxMessage" WHERE "directoryId" = $1 ORDER BY "id"`, [tenant.directory.id]))
    .rows;
const verify = (secret: string, { body, headers }: ReceivedWebhook) => new Webhook(secret).verify(body, { ...headers });

describe("a webhook", () => {
  test("is signed as Standard Webhooks says: HMAC-SHA256 of id, time and body, by the decoded secret", async () => {
    const { secret } = await add();
    await happens();
    expect(await deliver()).toBe(1);
    const [one] = receiver.received;
    if (one === undefined) return expect.fail("nothing was sent");
    const { "webhook-id": id, "webhook-timestamp": at, "webhook-signature": signature } = one.headers;
    const key = Buffer.from(secret.slice("whsec_".length), "base64");
    expect(signature).toBe(`v1,${createHmac("sha256", key).update(`${id}.${at}.${one.body}`).digest("base64")}`);
    expect(one).toMatchObject({ method: "POST", path: "/hook", headers: { "content-type": "application/json" } });
    expect(verify(secret, one)).toEqual({
      type: "brake.tripped",
      timestamp: start.toISOString(),
      data: {
        ...payload(),
        link: expect.stringMatching(new RegExp(`/o/${tenant.organization.slug}/d/generic/deprovisioning$`)),
      },
    });
    const [row] = await rows();
    expect(row).toMatchObject({ id, deliveredAt: start, answer: "204 No Content", problem: null });
  });

  test("is signed with both secrets while a rotation overlaps, and with the new one alone after", async () => {
    const { id, secret: old } = await add();
    const place = { directoryId: tenant.directory.id, webhookId: id };
    const { secret: fresh } = await rotateWebhook(tenant.scope, { ...place, overlapHours: 24 });
    await happens();
    await deliver();
    await pool.query(`UPDATE "WebhookEndpoint" SET "previousUntil" = now() WHERE "id" = $1`, [id]);
    await happens();
    await deliver();
    const [during, after] = receiver.received;
    if (during === undefined || after === undefined) return expect.fail("nothing was sent");
    expect(during.headers["webhook-signature"]?.split(" ")).toHaveLength(2);
    for (const secret of [old, fresh]) expect(verify(secret, during)).toMatchObject({ type: "brake.tripped" });
    expect(verify(fresh, after)).toMatchObject({ type: "brake.tripped" });
    expect(() => verify(old, after)).toThrow(/No matching signature/);
  });

  test("goes to every endpoint of the directory that is on and wants that type, under an id of its own", async () => {
    const second = await startWebhookReceiver();
    const [, off] = [await add(), await add(`${receiver.url}/off`), await add(second.url)];
    await add(`${receiver.url}/other`, [eventTypes.expiring]);
    await changeWebhook(tenant.scope, { directoryId: tenant.directory.id, webhookId: off.id, enabled: false });
    expect(await happens()).toBe(2);
    expect(await deliver()).toBe(2);
    expect(receiver.received.map(({ path }) => path)).toEqual(["/hook"]);
    expect(second.received).toHaveLength(1);
    expect(second.received[0]?.headers["webhook-id"]).not.toBe(receiver.received[0]?.headers["webhook-id"]);
    await second.stop();
  });
});

describe("a receiver that fails", () => {
  test("is asked again later and later, with the same id and body and the time of each attempt", async () => {
    const { secret } = await add();
    await happens();
    say = { status: 503, body: "come\r\nback\u202e later" };
    expect(await deliver()).toBe(0);
    expect((await rows())[0]).toMatchObject({
      problem: "hookStatus",
      answer: "503 Service Unavailable: come back later",
      nextAttemptAt: later(0.5),
    });
    say = undefined;
    expect(await deliver(later(0.5))).toBe(1);
    const [first, second] = receiver.received;
    if (first === undefined || second === undefined) return expect.fail("it was not sent twice");
    expect(second.headers["webhook-id"]).toBe(first.headers["webhook-id"]);
    expect(second.body).toBe(first.body);
    expect(verify(secret, second)).toBeDefined();
  });

  test("is not asked before the time that it names, a day at most", async () => {
    await add();
    await happens();
    say = { status: 429, headers: { "retry-after": "3600" } };
    await deliver();
    const next = (await rows())[0]?.nextAttemptAt;
    expect(next instanceof Date && next.getTime() - start.getTime()).toBeGreaterThanOrEqual(60 * minuteMs);
    say = { status: 429, headers: { "retry-after": "999999999" } };
    await deliver(later(61));
    const capped = (await rows())[0]?.nextAttemptAt;
    expect(capped instanceof Date && capped.getTime() - Date.now()).toBeLessThan(25 * 60 * minuteMs);
  });

  test("until the last attempt leaves a dead letter, and a replay delivers it under the same id", async () => {
    await add();
    await happens();
    await happens();
    say = { status: 500 };
    await pool.query(`UPDATE "OutboxMessage" SET "attempts" = $1`, [attemptsMax("webhook") - 1]);
    await deliver();
    const before = await rows();
    expect(before).toMatchObject([{ givenUpAt: start }, { givenUpAt: start }]);
    expect(await deliver(later(1e6))).toBe(0);

    say = undefined;
    const [one] = before;
    const directoryId = tenant.directory.id;
    expect(await replayDeliveries(tenant.scope, { directoryId, messageId: `${one?.id}` })).toEqual({ replayed: 1 });
    expect(await deliver(new Date())).toBe(1);
    expect(receiver.received.at(-1)?.headers["webhook-id"]).toBe(one?.id);
    expect(await replayDeliveries(tenant.scope, { directoryId })).toEqual({ replayed: 1 });
    expect(await deliver(new Date())).toBe(1);
    await expect(replayDeliveries(tenant.scope, { directoryId })).rejects.toMatchObject({ key: "errors.notDead" });
  });

  test("with 410 is switched off, which is told, and gets nothing more until it is switched on", async () => {
    const { id } = await add();
    await happens();
    await happens();
    say = { status: 410 };
    await deliver();
    expect(receiver.received.length).toBeLessThanOrEqual(2);
    expect(await rows()).toMatchObject([{ problem: "hookGone" }, { problem: "hookGone" }]);
    expect(await listDirectoryWebhooks(place())).toMatchObject([
      { id, offBecause: "gone", offSince: start, parked: 2 },
    ]);
    const events = await listAuditEvents(tenant.scope, { limit: 5 });
    expect(events.filter(({ action }) => action === "webhook.off")).toMatchObject([
      { actor: "muster", target: receiver.url },
    ]);
    expect(await happens()).toBe(0);
    await changeWebhook(tenant.scope, { directoryId: tenant.directory.id, webhookId: id, enabled: true });
    expect(await listDirectoryWebhooks(place())).toMatchObject([{ offBecause: null, offSince: null, parked: 0 }]);
    expect(await happens()).toBe(1);
  });

  test("with a redirect has failed: nobody is followed", async () => {
    await add();
    await happens();
    say = { status: 307, headers: { location: `${receiver.url}/inside` } };
    await deliver();
    expect((await rows())[0]).toMatchObject({ problem: "hookStatus", answer: "307 Temporary Redirect" });
    expect(receiver.received).toHaveLength(1);
  });

  test("with an endless answer is not listened to for long", async () => {
    await add();
    await happens();
    say = { status: 200, body: "x".repeat(5_000_000) };
    expect(await deliver()).toBe(1);
    expect((await rows())[0]?.answer).toBe(`200 OK: ${"x".repeat(200)}`);
  });

  test("that nobody listens at, or whose name leads nowhere, is told so", async () => {
    await add("http://127.0.0.1:9/hook");
    await add("http://nobody.invalid/hook");
    await happens();
    await deliver();
    expect((await rows()).map(({ problem }) => problem).toSorted()).toEqual(["hookConnection", "hookDns"]);
  });
});

describe("what a tenant's address must not make us do", () => {
  const strictly = { consoleUrl: "https://muster.example", allowPrivate: false };

  test.each([
    ["https://localhost/hook", "hookNotPublic"],
    ["https://169.254.169.254/latest/meta-data", "hookNotPublic"],
    ["http://muster.example/hook", "hookNotHttps"],
  ])("%s is asked for nothing, also when it was added in other times", async (url, problem) => {
    await add(url);
    await happens();
    await deliverDue(new Map([["webhook", (message) => deliverToWebhook(message, strictly)]]), { clock: () => start });
    expect((await rows())[0]).toMatchObject({ problem, answer: null });
  });
});

test("the secret is nowhere in the database", async () => {
  const { secret } = await add();
  await happens();
  const everything = JSON.stringify([
    ...(await pool.query(`SELECT encode("secret", 'escape'), * FROM "WebhookEndpoint"`)).rows,
    ...(await pool.query(`SELECT * FROM "AuditEvent" WHERE "directoryId" = $1`, [tenant.directory.id])).rows,
    ...(await rows()),
  ]);
  expect(everything).not.toContain(secret.slice("whsec_".length));
});

test.each([0, 5, 20, 60])(
  "a secret of %i bytes that another server sealed, or nobody, is told as such; a new one sends what waits, signed by itself",
  async (bytes) => {
    const { id } = await add();
    const damage = () =>
      pool.query(`UPDATE "WebhookEndpoint" SET "secret" = $2 WHERE "id" = $1`, [id, Buffer.alloc(bytes)]);
    const rotate = () =>
      rotateWebhook(tenant.scope, { directoryId: tenant.directory.id, webhookId: id, overlapHours: 24 });
    await happens();
    await damage();
    await deliver();
    expect(await rows()).toMatchObject([{ problem: "hookSecret", givenUpAt: start }]);
    const { secret, previousUntil } = await rotate();
    expect(previousUntil).toBeNull();
    // As it is when the key changes while two secrets are signed with.
    await pool.query(`UPDATE "WebhookEndpoint" SET "previousSecret" = $2, "previousUntil" = $3 WHERE "id" = $1`, [
      id,
      Buffer.alloc(bytes),
      later(1e6),
    ]);
    expect(await deliver(new Date())).toBe(1);
    const [one] = receiver.received;
    if (one === undefined) return expect.fail("nothing was sent");
    expect(one.headers["webhook-signature"]?.split(" ")).toHaveLength(1);
    expect(verify(secret, one)).toMatchObject({ type: "brake.tripped" });
  },
);

test("a removed endpoint takes with it what waits for it", async () => {
  const { id } = await add();
  await happens();
  await removeWebhook(tenant.scope, { directoryId: tenant.directory.id, webhookId: id });
  expect(await rows()).toEqual([]);
  expect(await deliver()).toBe(0);
});

test("many processes at once deliver each event once", async () => {
  await add();
  for (let count = 0; count < 25; count += 1) await happens();
  const counts = await Promise.all([deliver(), deliver(), deliver(), deliver()]);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(25);
  expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(25);
  expect(receiver.received).toHaveLength(25);
});
