import { uuidv7 } from "uuidv7";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addWebhook } from "@/lib/console/webhooks";
import { saveAlertSetting } from "@/lib/db/alert-settings";
import { db } from "@/lib/db/client";
import { pool } from "@/lib/db/pool";
import { startSmtpInbox } from "@/lib/mail/__fixtures__/smtp-inbox";
import type { SmtpInbox } from "@/lib/mail/__fixtures__/smtp-inbox";
import { addAdmin, createTenant, createUnattendedTenant } from "@/prisma/factories";
import type { Tenant } from "@/prisma/factories";
import { startWebhookReceiver } from "@/scripts/testing/webhook-receiver.mjs";
import type { WebhookReceiver } from "@/scripts/testing/webhook-receiver.mjs";
import { channelsOf } from "./channels";
import { tellOfFindings } from "./finding-alert";
import { deliverDue } from "./outbox";

let inbox: SmtpInbox;
let receiver: WebhookReceiver;
let tenant: Tenant;
let start: number;

beforeAll(async () => {
  inbox = await startSmtpInbox();
});
afterAll(() => inbox.stop());
beforeEach(async () => {
  await pool.query(`DELETE FROM "OutboxMessage"`);
  await pool.query(`DELETE FROM "Finding"`);
  start = Date.now();
  tenant = await createTenant();
  receiver = await startWebhookReceiver();
});
afterEach(() => receiver.stop());

const later = (minutes: number) => new Date(start + minutes * 60_000);
const place = () => ({ ...tenant.scope, directoryId: tenant.directory.id });
const addReceiver = () =>
  addWebhook(tenant.scope, {
    directoryId: tenant.directory.id,
    url: receiver.url,
    events: ["finding.opened", "finding.cleared"],
  });

/** As a survey writes it. @returns its id */
async function found(
  kind = "failing",
  key = "MUSTER-D01",
  severity = "warning",
  facts: object = { code: key, objects: 1, users: 1, groups: 0 },
): Promise<string> {
  const id = uuidv7();
  await pool.query(
    `INSERT INTO "Finding" ("directoryId", "id", "organizationId", "kind", "key", "severity", "since", "lastSeenAt", "facts")
     VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)`,
    [tenant.directory.id, id, tenant.organization.id, kind, key, severity, later(-30), facts],
  );
  return id;
}
const cleared = (id: string, at: Date) => pool.query(`UPDATE "Finding" SET "clearedAt" = $2 WHERE "id" = $1`, [id, at]);
const row = async (id: string) => (await pool.query(`SELECT * FROM "Finding" WHERE "id" = $1`, [id])).rows[0];

/** Three processes look at that minute, and everything due is delivered. @returns the mails */
async function look(minutes: number) {
  const before = inbox.received.length;
  const at = later(minutes);
  await Promise.all([tellOfFindings(at), tellOfFindings(at), tellOfFindings(at)]);
  await deliverDue(channelsOf(inbox.settings), { clock: () => at });
  return inbox.received.slice(before);
}
/** By type and kind: they are sent side by side. */
const events = () =>
  receiver.received
    .map(({ body }) => {
      const event: { type: string; data: { finding: { kind: string } } } = JSON.parse(body);
      return event;
    })
    .toSorted((left, right) => nameOf(left).localeCompare(nameOf(right)));
const nameOf = ({ type, data }: { type: string; data: { finding: { kind: string } } }) =>
  `${type} ${data.finding.kind}`;

test("a failure is one mail to each recipient when it begins, and one when it is over; webhooks get each finding", async () => {
  const admin = await addAdmin(tenant.scope, "admin");
  await addReceiver();
  const facts = {
    code: "MUSTER-D01",
    objects: 7,
    users: 7,
    groups: 0,
    names: ["Ana Pérez", "Bo", "Chen", "Dana", "Eve", "Farid"],
  };
  const first = await found("failing", "MUSTER-D01", "warning", facts);
  const second = await found("failureShare", "", "critical", {
    percent: 43,
    failures: 5_400,
    attempted: 12_500,
    isReached: true,
  });
  expect(await look(1)).toEqual([]);
  const mails = await look(3);
  expect(mails.flatMap(({ envelopeTo }) => envelopeTo).toSorted()).toEqual(
    [tenant.owner.email, admin.email].toSorted(),
  );
  const [mail] = mails;
  expect(mail?.subject).toBe("generic: 43 % of people and groups cannot be written (and 1 more)");
  expect(mail?.text).toContain("7 people refused: The domain of the userName is not registered");
  expect(mail?.text).toContain("Ana Pérez, Bo, Chen, Dana, Eve, Farid and 1 more.");
  expect(mail?.text).toContain("Code: MUSTER-D01");
  expect(mail?.text).toContain("Register the domain under Domains, or correct the mapping of userName in Entra ID.");
  expect(mail?.text).toMatch(
    new RegExp(
      `/o/${tenant.organization.slug}/d/generic/logs\\?range=all&status=failure&reads=true&code=MUSTER-D01&from=`,
    ),
  );
  expect(events()).toMatchObject([
    { type: "finding.opened", data: { finding: { kind: "failing", key: "MUSTER-D01", facts: { objects: 7 } } } },
    { type: "finding.opened", data: { finding: { kind: "failureShare", severity: "critical", key: "" } } },
  ]);
  expect(await row(first)).toMatchObject({ openToldAt: later(3), clearToldAt: null });
  expect(await look(30)).toEqual([]);

  await cleared(first, later(31));
  await cleared(second, later(35));
  expect(await look(44)).toEqual([]);
  expect((await look(46)).map(({ subject }) => subject)).toEqual([
    "generic: provisioning works again",
    "generic: provisioning works again",
  ]);
  expect(events().slice(0, 2)).toMatchObject([
    { type: "finding.cleared", data: { finding: { kind: "failing", clearedAt: later(31).toISOString() } } },
    { type: "finding.cleared", data: { finding: { kind: "failureShare" } } },
  ]);
  expect(await look(300)).toEqual([]);
  expect(events()).toHaveLength(4);
});

test("while it goes on there is one mail a day, and one at once when it becomes critical", async () => {
  await found();
  expect(await look(3)).toHaveLength(1);
  for (let hour = 1; hour < 24; hour += 4) expect(await look(3 + hour * 60)).toEqual([]);
  const [daily] = await look(3 + 24 * 60);
  expect(daily?.subject).toBe("generic: still – 1 person refused: The domain of the userName is not registered");
  await found("refusedAll", "", "critical", { code: "MUSTER-T04", requests: 12 });
  const [worse] = await look(3 + 25 * 60);
  expect(worse?.subject).toBe(
    "generic: worse – Every request of the last cycle was refused: The token was revoked (and 1 more)",
  );
  expect(await look(4 + 25 * 60)).toEqual([]);
});

test("what is told by an e-mail of its own, and what the directory made quiet, is no failure", async () => {
  await found("brake", "", "warning", { held: 3 });
  await found("credentialEnds", uuidv7());
  await found("credentialRefused", "MUSTER-T05", "critical");
  await found("throttled", "");
  expect(await look(5)).toEqual([]);
  await saveAlertSetting(db, place(), { failureMail: true, quietKinds: [] });
  expect((await look(6)).map(({ subject }) => subject)).toEqual([
    "generic: Requests were refused because there were too many at a time",
  ]);
});

test("without “send an e-mail when a failure occurs” only webhooks are told, and later the mail tells of what goes on", async () => {
  await addReceiver();
  await saveAlertSetting(db, place(), { failureMail: false, quietKinds: [] });
  await found();
  expect(await look(3)).toEqual([]);
  expect(events()).toHaveLength(1);
  await saveAlertSetting(db, place(), { failureMail: true, quietKinds: [] });
  expect(await look(4)).toHaveLength(1);
  expect(events()).toHaveLength(1);
});

describe("where nobody can be told", () => {
  test("a finding waits for whoever comes", async () => {
    const before = tenant;
    const unattended = await createUnattendedTenant();
    tenant = { ...before, ...unattended };
    const id = await found();
    expect(await look(3)).toEqual([]);
    expect(await row(id)).toMatchObject({ openToldAt: null });
    await addAdmin(tenant.scope, "owner");
    expect(await look(4)).toHaveLength(1);
    expect(await row(id)).toMatchObject({ openToldAt: later(4) });
  });

  test("because a directory is a sandbox, nothing is ever told", async () => {
    const { rows } = await pool.query<{ id: string }>(
      `INSERT INTO "Directory" ("id", "organizationId", "slug", "name", "application", "sandboxOf", "sandboxExpiresAt")
       VALUES ($1, $2, 'sandbox', 'sandbox', 'generic', $3, now() + interval '1 hour') RETURNING "id"`,
      [uuidv7(), tenant.organization.id, tenant.directory.id],
    );
    tenant = { ...tenant, directory: { ...tenant.directory, id: rows[0]?.id ?? "" } };
    await found();
    expect(await look(5)).toEqual([]);
  });
});

test("names that people were given become neither HTML nor headers", async () => {
  const names = [`<img src=x onerror=alert(1)>`, "x\r\nBcc: all@fabrikam.example"];
  await found("failing", "MUSTER-D01", "warning", { code: "MUSTER-D01", users: 2, names });
  const [mail] = await look(3);
  expect(mail?.html).toContain("&lt;img src=x");
  expect(mail?.html).not.toContain("<img");
  expect(mail?.bcc).toBeUndefined();
});

test("facts of another shape than expected are left out, and the mail is sent all the same", async () => {
  await found("failing", "MUSTER-D01", "warning", { code: 7, objects: "many", names: "Ana" });
  const [mail] = await look(3);
  expect(mail?.text).toContain("Requests refused");
});
