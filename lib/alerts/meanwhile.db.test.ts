/** What changes between the moment that something is decided to be told and the moment that it is. */
import { uuidv7 } from "uuidv7";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { setRecipients } from "@/lib/console/notifications";
import { saveAlertSetting } from "@/lib/db/alert-settings";
import { db } from "@/lib/db/client";
import { pool } from "@/lib/db/pool";
import { uuidFloor } from "@/lib/db/uuid-time";
import { startSmtpInbox } from "@/lib/mail/__fixtures__/smtp-inbox";
import type { SmtpInbox } from "@/lib/mail/__fixtures__/smtp-inbox";
import { createMailer } from "@/lib/mail/mailer";
import { testMail } from "@/lib/mail/test-mail";
import { startSmtpServer } from "@/scripts/testing/smtp-server.mjs";
import { createTenant } from "@/prisma/factories";
import type { Tenant } from "@/prisma/factories";
import { tell } from "./audience";
import { channelsOf } from "./channels";
import { eventTypes } from "./event-types";
import { tellOfFindings } from "./finding-alert";
import { deliverDue } from "./outbox";

let inbox: SmtpInbox;
let tenant: Tenant;
let start: number;

beforeEach(async () => {
  await pool.query(`DELETE FROM "OutboxMessage"`);
  await pool.query(`DELETE FROM "Finding"`);
  start = Date.now();
  tenant = await createTenant();
  inbox = await startSmtpInbox();
});
// What still waits would be delivered by the next file's tests.
afterEach(async () => {
  await pool.query(`DELETE FROM "OutboxMessage"`);
  await pool.query(`DELETE FROM "Finding"`);
  await inbox.stop();
});

const later = (minutes: number) => new Date(start + minutes * 60_000);
const place = () => ({ ...tenant.scope, directoryId: tenant.directory.id });
const told = (...recipients: string[]) => setRecipients(tenant.scope, { directoryId: tenant.directory.id, recipients });

/** As a survey writes it at that minute. @returns its id */
async function found(minutes = 0): Promise<string> {
  const at = later(minutes);
  const id = uuidFloor(at);
  await pool.query(
    `INSERT INTO "Finding" ("directoryId", "id", "organizationId", "kind", "key", "severity", "since", "lastSeenAt", "facts")
     VALUES ($1, $2, $3, 'failing', 'MUSTER-D01', 'warning', $4, $4, '{"code":"MUSTER-D01","users":3}')`,
    [tenant.directory.id, id, tenant.organization.id, at],
  );
  return id;
}
const cleared = (id: string, minutes: number) =>
  pool.query(`UPDATE "Finding" SET "clearedAt" = $2 WHERE "id" = $1`, [id, later(minutes)]);

/** Two processes look and deliver at that minute. */
async function look(minutes: number): Promise<void> {
  const at = later(minutes);
  await Promise.all([tellOfFindings(at), tellOfFindings(at)]);
  const options = { clock: () => at, random: () => 0.5 };
  const channels = channelsOf(inbox.settings);
  await Promise.all([deliverDue(channels, options), deliverDue(channels, options)]);
}
async function lookUntil(from: number, to: number, step: number): Promise<void> {
  for (let minutes = from; minutes <= to; minutes += step) await look(minutes);
}
const subjects = () => inbox.received.map(({ subject }) => subject);
const waiting = async (): Promise<number> =>
  (await pool.query(`SELECT 1 FROM "OutboxMessage" WHERE "nextAttemptAt" IS NOT NULL`)).rowCount ?? 0;

const begun = "generic: 3 people refused: The domain of the userName is not registered";
const over = "generic: provisioning works again";

describe("an SMTP server that is down", () => {
  const back = async () => {
    inbox = await startSmtpInbox({ port: inbox.port });
  };

  test("for three hours delays a mail by little more than one more, and sends it once", async () => {
    await inbox.stop();
    await found();
    await lookUntil(3, 180, 5);
    await back();
    await lookUntil(185, 260, 5);
    expect(subjects()).toEqual([begun]);
    expect(await waiting()).toBe(0);
  });

  test("while a failure begins and ends is one mail: that it is over, with when it began", async () => {
    await inbox.stop();
    const id = await found();
    await lookUntil(3, 60, 5);
    await cleared(id, 60);
    await lookUntil(65, 180, 5);
    await back();
    await lookUntil(185, 300, 5);
    expect(subjects()).toEqual([over]);
    expect(inbox.received[0]?.text).toContain("3 people refused");
  });

  test("for two days of a failure is no flood: the newest mail is sent, and the older ones are taken back", async () => {
    await inbox.stop();
    await found();
    await lookUntil(3, 2 * 24 * 60, 60);
    expect(await waiting()).toBe(1);
    await back();
    await lookUntil(2 * 24 * 60 + 1, 2 * 24 * 60 + 300, 60);
    expect(subjects()).toEqual([`generic: still – ${begun.slice("generic: ".length)}`]);
  });
});

test("a finding that comes and goes every few minutes is told once as begun and once as over", async () => {
  for (let minutes = 0; minutes < 60; minutes += 6) {
    const id = await found(minutes);
    await lookUntil(minutes, minutes + 3, 1);
    await cleared(id, minutes + 3);
    await lookUntil(minutes + 4, minutes + 5, 1);
  }
  expect(subjects()).toEqual([begun]);
  await lookUntil(60, 120, 5);
  expect(subjects()).toEqual([begun, over]);
});

test("a finding that clears before it was told is never told", async () => {
  const id = await found();
  await look(1);
  await cleared(id, 1);
  await lookUntil(2, 60, 5);
  expect(subjects()).toEqual([]);
});

describe("a mail that waits", () => {
  /** The SMTP server takes nothing for now, and a mail waits for each. */
  async function wait(...recipients: string[]): Promise<void> {
    await told(...recipients);
    for (const recipient of recipients) inbox.refuse(recipient, 451);
    await found();
    await look(3);
    expect(await waiting()).toBe(recipients.length);
    const { port } = inbox;
    await inbox.stop();
    inbox = await startSmtpInbox({ port });
  }
  const to = () => inbox.received.flatMap(({ envelopeTo }) => envelopeTo).toSorted();

  test("is not sent to an address that is told no more, and the others get it once", async () => {
    await wait("left@contoso.example", "stays@contoso.example");
    await told("stays@contoso.example", "new@contoso.example");
    await lookUntil(4, 60, 5);
    expect(to()).toEqual(["stays@contoso.example"]);
    expect(await waiting()).toBe(0);
  });

  test("is not sent to an owner who cannot sign in any more", async () => {
    inbox.refuse(tenant.owner.email, 451);
    await found();
    await look(3);
    expect(await waiting()).toBe(1);
    await pool.query(`UPDATE "Admin" SET "disabledAt" = now() WHERE "email" = $1`, [tenant.owner.email]);
    const { port } = inbox;
    await inbox.stop();
    inbox = await startSmtpInbox({ port });
    await lookUntil(4, 60, 5);
    expect(to()).toEqual([]);
    expect(await waiting()).toBe(0);
  });

  test("of a failure is not sent once failures are told no more, and other mails are", async () => {
    await wait("it@contoso.example");
    await saveAlertSetting(db, place(), { failureMail: false, quietKinds: [] });
    const payload = {
      organization: { slug: tenant.organization.slug, name: tenant.organization.name },
      directory: { slug: "generic", name: "generic", application: "generic", provider: "entra" },
      ...{ trippedAt: later(4).toISOString(), allowed: 5, held: 7 },
    };
    const audience = [{ channel: "mail", recipient: "it@contoso.example" } as const];
    await tell(db, place(), audience, { kind: eventTypes.tripped, payload, at: later(4) });
    await lookUntil(4, 60, 5);
    expect(subjects()).toEqual(["generic: deprovisioning is held, 7 people wait for your decision"]);
  });

  test("of a directory that is removed goes with it", async () => {
    await wait("it@contoso.example");
    await pool.query(`DELETE FROM "Directory" WHERE "id" = $1`, [tenant.directory.id]);
    await lookUntil(4, 60, 5);
    expect(subjects()).toEqual([]);
    expect(await waiting()).toBe(0);
  });

  test("of a directory that is switched off is sent: that it is off does not mend what was wrong", async () => {
    await wait("it@contoso.example");
    await pool.query(`UPDATE "Directory" SET "enabled" = FALSE WHERE "id" = $1`, [tenant.directory.id]);
    await lookUntil(4, 60, 5);
    expect(subjects()).toEqual([begun]);
  });
});

test("a server that took a mail and answered too late gets the same one again, with the same Message-ID and Date", async () => {
  const raw: string[] = [];
  let answer = (): void => undefined;
  const slow = await startSmtpServer({
    keep: async (mail) => {
      raw.push(mail.raw.toString());
      if (raw.length === 1)
        await new Promise<void>((resolve) => {
          answer = resolve;
        });
    },
  });
  const settings = { url: `smtp://127.0.0.1:${slow.port}`, from: { name: "Muster", address: "muster@muster.example" } };
  const mailer = createMailer(settings, 1_000);
  const mail = testMail({ id: uuidv7(), to: "it@contoso.example", date: later(0) }, undefined);
  await expect(mailer.send(mail)).rejects.toMatchObject({ problem: "timeout", isFinal: false });
  expect(await mailer.send(mail)).toMatch(/^250/);
  answer();
  const [first, second] = raw.map((text) =>
    ["Message-ID", "Date"].map((name) => new RegExp(`^${name}: .+`, "m").exec(text)?.[0]),
  );
  expect(first).toEqual(second);
  expect(first?.[0]).toBe(`Message-ID: <${mail.id}@muster.example>`);
  await slow.stop();
});
