import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { listRecipients, replaceRecipients } from "@/lib/db/notification-recipients";
import { claimDueMessages, insertOutboxMessages } from "@/lib/db/outbox";
import { pool } from "@/lib/db/pool";
import { startSmtpInbox } from "@/lib/mail/__fixtures__/smtp-inbox";
import type { SmtpInbox } from "@/lib/mail/__fixtures__/smtp-inbox";
import { createUnattendedTenant } from "@/prisma/factories";
import type { UnattendedTenant } from "@/prisma/factories";
import { attemptsMax } from "./back-off";
import { channelsOf } from "./channels";
import { eventTypes } from "./event-types";
import { deliverDue } from "./outbox";

const minuteMs = 60_000;
const start = new Date();
const later = (minutes: number) => new Date(start.getTime() + minutes * minuteMs);

let inbox: SmtpInbox;
let tenant: UnattendedTenant;

beforeAll(async () => {
  inbox = await startSmtpInbox();
});
afterAll(() => inbox.stop());
beforeEach(async () => {
  await pool.query(`DELETE FROM "OutboxMessage"`);
  tenant = await createUnattendedTenant();
});

const payload = () => ({
  daysBefore: 7,
  organization: { slug: tenant.organization.slug, name: tenant.organization.name },
  directory: { slug: "generic", name: "generic", application: "generic", provider: "entra" },
  credentials: [
    {
      kind: "token",
      id: uuidv7(),
      name: "Test",
      identifier: "k7QdAbCd",
      lastFour: "x9Fa",
      lastUsedAt: null,
      expiresAt: later(7 * 24 * 60).toISOString(),
      refusedAt: null,
    },
  ],
});

/** Puts messages into the outbox, one a recipient. @returns their ids */
async function put(...recipients: string[]): Promise<string[]> {
  const drafts = recipients.map((recipient) => ({
    id: uuidv7(),
    directoryId: tenant.directory.id,
    channel: "mail",
    recipient,
    kind: eventTypes.expiring,
    payload: payload(),
    createdAt: start,
  }));
  await insertOutboxMessages(db, tenant.scope, drafts);
  await replaceRecipients(db, tenant.scope, tenant.directory.id, [
    ...new Set([...(await listRecipients(db, tenant.scope, tenant.directory.id)), ...recipients]),
  ]);
  return drafts.map(({ id }) => id);
}

const row = async (id: string | undefined): Promise<Record<string, unknown>> =>
  (await pool.query(`SELECT * FROM "OutboxMessage" WHERE "id" = $1`, [id])).rows[0];

const at = (moment: Date) => ({ clock: () => moment, random: () => 0.5 });
const deliver = (moment = start) => deliverDue(channelsOf(inbox.settings), at(moment));

test("a message is delivered, and what the server answered is kept", async () => {
  const [id] = await put("lena@contoso.example");
  expect(await deliver()).toBe(1);
  expect(await row(id)).toMatchObject({ deliveredAt: start, nextAttemptAt: null, attempts: 1, problem: null });
  expect((await row(id)).answer).toMatch(/^250 2\.0\.0 Ok/);
  expect(await deliver(later(600))).toBe(0);
});

test("a message of a transaction that failed is never sent", async () => {
  const failed = db.$transaction(async (transaction) => {
    await insertOutboxMessages(transaction, tenant.scope, [
      {
        id: uuidv7(),
        directoryId: tenant.directory.id,
        channel: "mail",
        recipient: "never@contoso.example",
        kind: eventTypes.expiring,
        payload: payload(),
        createdAt: start,
      },
    ]);
    throw new Error("decided otherwise");
  });
  await expect(failed).rejects.toThrow("decided otherwise");
  expect(await deliver()).toBe(0);
});

test("an SMTP server that is down is tried again, later and later, and the message arrives when it is back", async () => {
  const down = await startSmtpInbox();
  await down.stop();
  const [id] = await put("lena@contoso.example");
  const send = (moment: Date) => deliverDue(channelsOf(down.settings), at(moment));
  expect(await send(start)).toBe(0);
  expect(await row(id)).toMatchObject({ problem: "connection", nextAttemptAt: later(0.5), givenUpAt: null });
  expect(await send(later(0.4))).toBe(0);
  expect(await row(id)).toMatchObject({ attempts: 1 });
  expect(await send(later(0.5))).toBe(0);
  expect(await row(id)).toMatchObject({ attempts: 2, nextAttemptAt: later(2.5) });

  const back = await startSmtpInbox({ port: down.port });
  expect(await send(later(2.5))).toBe(1);
  expect(back.received.map(({ envelopeTo }) => envelopeTo)).toEqual([["lena@contoso.example"]]);
  expect(await row(id)).toMatchObject({ attempts: 3, problem: null });
  await back.stop();
});

describe("a process that died", () => {
  test("after it took a message has it sent by another one, once its lease is over", async () => {
    const [id] = await put("lena@contoso.example");
    expect(await claimDueMessages(["mail"], start, later(5), 10)).toHaveLength(1);
    expect(await deliver(later(4.9))).toBe(0);
    expect(await deliver(later(5))).toBe(1);
    expect(await row(id)).toMatchObject({ attempts: 2 });
  });

  test("after the mail left and before that was written has it sent again, with the same Message-ID", async () => {
    const [id] = await put("lena@contoso.example");
    await deliver();
    await pool.query(`UPDATE "OutboxMessage" SET "deliveredAt" = NULL, "nextAttemptAt" = $2 WHERE "id" = $1`, [
      id,
      later(5),
    ]);
    await deliver(later(5));
    const both = inbox.received.slice(-2).map(({ messageId, date }) => ({ messageId, date }));
    expect(both[0]?.messageId).toBe(`<${id}@muster.example>`);
    expect(both[1]).toEqual(both[0]);
  });

  test("with every attempt is given up in the end", async () => {
    const [id] = await put("lena@contoso.example");
    await pool.query(`UPDATE "OutboxMessage" SET "attempts" = $2 WHERE "id" = $1`, [id, attemptsMax("mail")]);
    expect(await deliver()).toBe(0);
    expect(await row(id)).toMatchObject({ problem: "interrupted", givenUpAt: start, nextAttemptAt: null });
  });
});

test("a slow process whose lease is over does not undo what another one has written", async () => {
  const [id] = await put("lena@contoso.example");
  let isSlow = true;
  const slow = deliverDue(
    new Map([
      [
        "mail",
        async () => {
          while (isSlow) await new Promise((resolve) => setImmediate(resolve));
          throw new Error("too late");
        },
      ],
    ]),
    at(start),
  );
  while ((await row(id)).attempts === 0) await new Promise((resolve) => setImmediate(resolve));
  expect(await deliver(later(5))).toBe(1);
  isSlow = false;
  await slow;
  expect(await row(id)).toMatchObject({ deliveredAt: later(5), nextAttemptAt: null, problem: null });
});

test("many processes at once send each message once", async () => {
  const addresses = Array.from({ length: 35 }, (_, index) => `p${index}@${tenant.organization.slug}.example`);
  await put(...addresses);
  const counts = await Promise.all([deliver(), deliver(), deliver()]);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(35);
  const to = inbox.received.flatMap(({ envelopeTo }) => envelopeTo).filter((one) => addresses.includes(one));
  expect(to.sort()).toEqual(addresses.sort());
});

describe("an address that the server refuses", () => {
  test("for good is given up at once, with what it said, and holds up nobody", async () => {
    inbox.refuse("gone@contoso.example", 550);
    const [gone, stays] = await put("gone@contoso.example", "stays@contoso.example");
    expect(await deliver()).toBe(1);
    expect(await row(gone)).toMatchObject({
      problem: "recipient",
      answer: "550 5.1.1 No such user here",
      givenUpAt: start,
      nextAttemptAt: null,
    });
    expect(await row(stays)).toMatchObject({ deliveredAt: start });
  });

  test("for now is tried again until the last attempt", async () => {
    inbox.refuse("busy@contoso.example", 451);
    const [id] = await put("busy@contoso.example");
    let last = start;
    for (let attempts = 1; attempts <= attemptsMax("mail"); attempts += 1) {
      await deliver(last);
      const { nextAttemptAt } = await row(id);
      if (nextAttemptAt instanceof Date) last = nextAttemptAt;
    }
    expect(await row(id)).toMatchObject({
      attempts: attemptsMax("mail"),
      problem: "busy",
      givenUpAt: last,
      nextAttemptAt: null,
    });
    expect(await deliver(new Date(last.getTime() + 1e9))).toBe(0);
  });
});

test("without an SMTP server a message waits", async () => {
  const [id] = await put("lena@contoso.example");
  expect(await deliverDue(new Map(), at(later(1e6)))).toBe(0);
  expect(await row(id)).toMatchObject({ deliveredAt: null, givenUpAt: null, nextAttemptAt: start, attempts: 0 });
  expect(await deliver()).toBe(1);
});
