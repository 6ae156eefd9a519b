import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ForbiddenError } from "@/lib/auth/permissions";
import type { OrganizationScope } from "@/lib/auth/scope";
import { pool } from "@/lib/db/pool";
import { SetRecipientsInput } from "@/lib/inputs/notification";
import { startSmtpInbox } from "@/lib/mail/__fixtures__/smtp-inbox";
import type { SmtpInbox } from "@/lib/mail/__fixtures__/smtp-inbox";
import { addAdmin, createTenant } from "@/prisma/factories";
import type { Tenant } from "@/prisma/factories";
import { listAuditEvents } from "./audit";
import { listEndingCredentials } from "./ending-credentials";
import { readNotifications, sendTestMail, setRecipients } from "./notifications";

let inbox: SmtpInbox;
let tenant: Tenant;

beforeAll(async () => {
  inbox = await startSmtpInbox();
});
afterAll(() => inbox.stop());
beforeEach(async () => {
  tenant = await createTenant();
});

const ofDirectory = () => ({ ...tenant.owner.scope, directoryId: tenant.directory.id });
const read = () => readNotifications(ofDirectory());
const set = (recipients: string[], scope: OrganizationScope = tenant.owner.scope) =>
  setRecipients(scope, { directoryId: tenant.directory.id, recipients });
const send = (scope: OrganizationScope = tenant.owner.scope) =>
  sendTestMail(scope, { directoryId: tenant.directory.id }, inbox.settings);

describe("the recipients of a directory", () => {
  test("are the owners and admins until it names some, and again when it names none any more", async () => {
    expect(await read()).toMatchObject({ named: [], recipients: [tenant.owner.email] });
    await set(["it@contoso.example", "help@contoso.example"]);
    const both = ["help@contoso.example", "it@contoso.example"];
    expect(await read()).toMatchObject({ named: both, recipients: both });
    await set([]);
    expect(await read()).toMatchObject({ named: [], recipients: [tenant.owner.email] });
  });

  test("are audited with what was there before, once for each change", async () => {
    await set(["it@contoso.example"]);
    await set(["it@contoso.example"]);
    const events = (await listAuditEvents(tenant.owner.scope, { limit: 10 })).filter(
      ({ action }) => action === "directory.recipients",
    );
    expect(events).toMatchObject([
      { target: tenant.directory.slug, details: { from: [], to: ["it@contoso.example"] }, actor: tenant.owner.email },
    ]);
  });

  test("are an owner's or admin's to change, and nobody's of another organization", async () => {
    const auditor = await addAdmin(tenant.scope, "auditor");
    const stranger = await createTenant();
    await expect(set([], auditor.scope)).rejects.toThrow(ForbiddenError);
    await expect(set(["x@fabrikam.example"], stranger.owner.scope)).rejects.toMatchObject({ key: "errors.notFound" });
    await expect(set(["it@contoso.example"], (await addAdmin(tenant.scope, "admin")).scope)).resolves.toBeDefined();
    const { named } = await readNotifications({ ...auditor.scope, directoryId: tenant.directory.id });
    expect(named).toEqual(["it@contoso.example"]);
    const foreign = await readNotifications({ ...stranger.owner.scope, directoryId: tenant.directory.id });
    expect(foreign).toMatchObject({ named: [] });
  });
});

describe("the form", () => {
  const parse = (recipients: unknown) => SetRecipientsInput.safeParse({ directoryId: tenant.directory.id, recipients });

  test("takes addresses a line or with commas, each once and lower-cased, or none", () => {
    expect(parse(" Lena@contoso.example\n\nit@contoso.example, lena@contoso.example; ").data?.recipients).toEqual([
      "lena@contoso.example",
      "it@contoso.example",
    ]);
    expect(parse("").data?.recipients).toEqual([]);
  });

  test.each([
    ["lena", "validation.recipients"],
    ["lena@contoso.example it@", "validation.recipients"],
    ["Lena <lena@contoso.example>", "validation.recipients"],
    ["lena@contoso.example\u0000", "validation.recipients"],
    ["lena@contoso.example\r\nBcc:all@fabrikam.example", "validation.recipients"],
    [Array.from({ length: 11 }, (_, index) => `p${index}@contoso.example`).join("\n"), "validation.recipientsMany"],
    ["x".repeat(5_001), "validation.recipientsMany"],
    [7, "validation.recipients"],
  ])("refuses %j", (text, message) => {
    const issues = parse(text).error?.issues ?? [];
    expect(issues.map((issue) => [issue.path.join("."), issue.message])).toEqual([["recipients", message]]);
  });
});

describe("a test e-mail", () => {
  test("goes to everybody who would be told, and the server's answer for each comes back", async () => {
    const gone = `gone@${tenant.organization.slug}.example`;
    inbox.refuse(gone, 550);
    await set([gone, "it@contoso.example"]);
    const before = inbox.received.length;
    expect(await send()).toEqual([
      { email: gone, ok: false, problem: "recipient", answer: "550 5.1.1 No such user here" },
      { email: "it@contoso.example", ok: true, answer: expect.stringMatching(/^250 2\.0\.0 Ok/) },
    ]);
    const [mail] = inbox.received.slice(before);
    expect(mail?.text).toContain(`${tenant.owner.email} sent this`);
    expect(mail?.text).toContain(`generic (${tenant.organization.name})`);
    const [event] = await listAuditEvents(tenant.owner.scope, { limit: 1 });
    expect(event).toMatchObject({
      action: "directory.testMail",
      details: { to: [gone, "it@contoso.example"], refused: [gone] },
    });
  });

  test("is refused where no SMTP server is set, to an auditor, and for another organization's directory", async () => {
    const auditor = await addAdmin(tenant.scope, "auditor");
    const stranger = await createTenant();
    const nowhere = sendTestMail(tenant.owner.scope, { directoryId: tenant.directory.id }, undefined);
    await expect(nowhere).rejects.toMatchObject({ key: "errors.mailNotSetUp" });
    await expect(send(auditor.scope)).rejects.toThrow(ForbiddenError);
    await expect(send(stranger.owner.scope)).rejects.toMatchObject({ key: "errors.notFound" });
  });

  test("is refused the sixth time in ten minutes, for the whole organization", async () => {
    for (let count = 0; count < 5; count += 1) await send();
    await expect(send((await addAdmin(tenant.scope, "admin")).scope)).rejects.toMatchObject({
      key: "errors.testMailThrottled",
    });
  });
});

describe("credentials that end soon", () => {
  const ends = (days: number) =>
    pool.query(
      `UPDATE "Token" SET "createdAt" = now() - interval '1 year', "expiresAt" = now() + make_interval(secs => $2) WHERE "id" = $1`,
      [tenant.token.tokenId, days * 86_400],
    );
  const listed = async (scope: OrganizationScope = tenant.owner.scope) =>
    (await listEndingCredentials(scope)).map(({ name, urgency }) => [name, urgency]);

  test.each([
    [31, []],
    [29, [["Test", "soon"]]],
    [6, [["Test", "urgent"]]],
    [-1, []],
  ])("in %d days are listed as %j", async (days, expected) => {
    await ends(days);
    expect(await listed()).toEqual(expected);
    expect(await listed(ofDirectory())).toEqual(expected);
  });

  test("are never the tokens that Muster makes to test a connection", async () => {
    await ends(0.01);
    await pool.query(`UPDATE "Token" SET "isProbe" = true WHERE "id" = $1`, [tenant.token.tokenId]);
    expect(await listed()).toEqual([]);
  });

  test("are those of one's own organization, also for an auditor", async () => {
    await ends(6);
    const stranger = await createTenant();
    expect(await listed(stranger.owner.scope)).toEqual([]);
    expect(await listed({ ...stranger.owner.scope, ...{ directoryId: tenant.directory.id } })).toEqual([]);
    expect(await listed((await addAdmin(tenant.scope, "auditor")).scope)).toEqual([["Test", "urgent"]]);
  });
});
