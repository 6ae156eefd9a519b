import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { uuidv7 } from "uuidv7";
import { pool } from "@/lib/db/pool";
import { createUnattendedTenant } from "@/prisma/factories";
import type { UnattendedTenant } from "@/prisma/factories";
import { startWebhookReceiver } from "@/scripts/testing/webhook-receiver.mjs";
import type { Answer, WebhookReceiver } from "@/scripts/testing/webhook-receiver.mjs";
import { runCommandLine } from "./command-line";

let tenant: UnattendedTenant;
let receiver: WebhookReceiver;
let say: Answer | undefined;
let place: readonly string[];

beforeEach(async () => {
  tenant = await createUnattendedTenant();
  say = undefined;
  receiver = await startWebhookReceiver({ answer: () => say });
  place = ["--organization", tenant.organization.slug, "--directory", "generic"];
});
afterEach(() => receiver.stop());

async function muster(...argv: readonly string[]): Promise<{ code: number; out: string; errors: string }> {
  const out: string[] = [];
  const errors: string[] = [];
  const code = await runCommandLine(argv, {
    out: (text) => out.push(text),
    error: (text) => errors.push(text),
    readInput: () => Promise.resolve(""),
  });
  return { code, out: out.join("\n"), errors: errors.join("\n") };
}

async function json(...argv: readonly string[]) {
  const { code, out, errors } = await muster(...argv, "--json");
  expect({ code, errors }).toEqual({ code: 0, errors: "" });
  const answer: Record<string, unknown> = JSON.parse(out);
  return answer;
}

const add = (...more: readonly string[]) => json("webhook", "add", ...place, "--url", receiver.url, ...more);

describe("webhook", () => {
  test("add prints a secret that a test event is signed with, and list shows the webhook without it", async () => {
    const { webhookId, secret, events } = await add();
    expect(events).toHaveLength(5);
    expect(await json("webhook", "test", ...place, "--id", `${webhookId}`)).toEqual({ answer: "204 No Content" });
    const [event] = receiver.received;
    new Webhook(`${secret}`).verify(event?.body ?? "", { ...event?.headers });
    const { out } = await muster("webhook", "list", ...place);
    expect(out).toContain(receiver.url);
    expect(out).not.toContain(`${secret}`);
  });

  test("set, rotate and remove change it", async () => {
    const { webhookId, secret } = await add("--events", "finding.opened, brake.tripped");
    const one = [...place, "--id", `${webhookId}`];
    expect((await muster("webhook", "set", ...one, "--off", "--events", "finding.opened")).out).toBe(
      `${receiver.url} is off, for finding.opened.`,
    );
    expect((await json("webhook", "rotate", ...one, "--overlap-hours", "1")).secret).not.toBe(secret);
    expect((await muster("webhook", "remove", ...one)).out).toBe(`Removed ${receiver.url}.`);
    expect((await muster("webhook", "list", ...place)).out).toContain("no webhook yet");
  });

  test("test prints what a receiver says that refuses", async () => {
    const { webhookId } = await add();
    say = { status: 401, body: "bad signature" };
    const { code, errors } = await muster("webhook", "test", ...place, "--id", `${webhookId}`);
    expect({ code, errors }).toEqual({
      code: 1,
      errors: "The receiver did not accept it. It said: 401 Unauthorized: bad signature",
    });
  });

  test.each([
    [["add", "--url", "hooks.example.com"], "--url: Write an address such as"],
    [["add", "--url", "https://hooks.example.com", "--events", "user.created"], "--events"],
    [["set", "--id", uuidv7()], "Say what to set"],
    [["set", "--id", uuidv7(), "--off"], "not here any more"],
    [["rotate", "--id", uuidv7(), "--overlap-hours", "2"], "--overlap-hours"],
    [["remove", "--id", "7"], "--id"],
    [["test", "--id", uuidv7()], "not here any more"],
  ])("%j is refused", async ([verb = "", ...more], message) => {
    const { code, errors } = await muster("webhook", verb, ...place, ...more);
    expect(code).toBe(1);
    expect(errors).toContain(message);
  });
});

describe("notify", () => {
  test("set changes what it names and leaves the rest, and show tells of it", async () => {
    await json("notify", "set", ...place, "--to", "it@contoso.example, help@contoso.example");
    await json("notify", "set", ...place, "--failures", "off");
    expect(await json("notify", "show", ...place)).toEqual({
      recipients: ["help@contoso.example", "it@contoso.example"],
      failureMail: false,
      quiet: ["danglingManagers", "throttled"],
    });
    const { quiet, recipients } = await json("notify", "set", ...place, "--quiet", "", "--to", "");
    expect({ quiet, recipients }).toEqual({ quiet: [], recipients: [] });
  });

  test("dead lists what was given up, and replay sends it again", async () => {
    const id = uuidv7();
    await json("notify", "set", ...place, "--to", "it@contoso.example");
    await pool.query(
      `INSERT INTO "OutboxMessage" ("directoryId", "id", "organizationId", "channel", "recipient", "kind", "payload",
         "createdAt", "attempts", "givenUpAt", "problem")
       VALUES ($1, $2, $3, 'mail', 'it@contoso.example', 'failure.started', '{}', now(), 10, now(), 'busy')`,
      [tenant.directory.id, id, tenant.organization.id],
    );
    expect((await muster("notify", "dead", ...place)).out).toContain("it@contoso.example");
    expect(await json("notify", "replay", ...place, "--id", id)).toEqual({ replayed: 1 });
    expect((await muster("notify", "dead", ...place)).out).toContain("on its way");
    await pool.query(`DELETE FROM "OutboxMessage" WHERE "id" = $1`, [id]);
  });

  test.each([
    [["set"], "Say what to set"],
    [["set", "--failures", "maybe"], "--failures"],
    [["set", "--quiet", "everything"], "--quiet"],
    [["set", "--to", "nobody"], "--to"],
    [["replay"], "Say what to send again"],
    [["replay", "--all"], "Nothing of it waits"],
    [["replay", "--id", uuidv7()], "Nothing of it waits"],
  ])("%j is refused", async ([verb = "", ...more], message) => {
    const { code, errors } = await muster("notify", verb, ...place, ...more);
    expect(code).toBe(1);
    expect(errors).toContain(message);
  });
});
