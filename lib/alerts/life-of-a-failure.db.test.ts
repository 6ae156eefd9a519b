/** From Entra's requests to what people and machines are told, with nothing in between but the product. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { addDomain } from "@/lib/console/domains";
import { setRecipients } from "@/lib/console/notifications";
import { createToken, revokeToken } from "@/lib/console/tokens";
import { addWebhook } from "@/lib/console/webhooks";
import { pool } from "@/lib/db/pool";
import { serve, stopServersAfterAll } from "@/lib/entra/__fixtures__/broken-servers";
import type { Exchange } from "@/lib/entra/http-client";
import { generateTenant } from "@/lib/entra/tenant/generate-tenant";
import { handleScimNodeAt, shutdownScim, startScim } from "@/lib/http/node-door";
import { observe } from "@/lib/insight/__fixtures__/observed-directory";
import { TestClock } from "@/lib/insight/__fixtures__/test-clock";
import { startSmtpInbox } from "@/lib/mail/__fixtures__/smtp-inbox";
import type { SmtpInbox } from "@/lib/mail/__fixtures__/smtp-inbox";
import { startWebhookReceiver } from "@/scripts/testing/webhook-receiver.mjs";
import type { WebhookReceiver } from "@/scripts/testing/webhook-receiver.mjs";
import { channelsOf } from "./channels";
import { tellOfFindings } from "./finding-alert";
import { deliverDue } from "./outbox";

stopServersAfterAll();

const clock = new TestClock();
const domain = "fabrikam.example";
const company = generateTenant({ users: 4, groups: 1, domain });
let server = "";
let inbox: SmtpInbox;
let receiver: WebhookReceiver;

beforeAll(async () => {
  await startScim();
  const handle = handleScimNodeAt(clock.arrive);
  server = await serve((request, response) => void handle(request, response));
});
afterAll(() => shutdownScim());
beforeEach(async () => {
  await pool.query(`DELETE FROM "OutboxMessage"`);
  await pool.query(`DELETE FROM "Finding"`);
  inbox = await startSmtpInbox();
  receiver = await startWebhookReceiver();
});
afterEach(async () => {
  await inbox.stop();
  await receiver.stop();
});

/** A directory whose failures are told to Lena by e-mail and to a machine. */
async function watched(application: "ipass-smartconnect" | "generic") {
  const observed = await observe(server, clock, { application });
  const { scope, own } = observed;
  await setRecipients(own.scope, { directoryId: scope.directoryId, recipients: ["lena@contoso.example"] });
  const events = ["finding.opened", "finding.cleared"] as const;
  await addWebhook(own.scope, { directoryId: scope.directoryId, url: receiver.url, events: [...events] });
  return {
    ...observed,
    /** A cycle, and what a minute later is known of it. */
    async cycleAndSurvey(): Promise<void> {
      await observed.cycle(company);
      await observed.survey(1);
    },
    /** Two processes look so many minutes later, twice. @returns what has arrived since the last time */
    async told(minutes: number) {
      await observed.survey(minutes);
      const [mails, events] = [inbox.received.length, receiver.received.length];
      for (let look = 0; look < 2; look += 1) {
        await Promise.all([tellOfFindings(clock.now), tellOfFindings(clock.now)]);
        const at = { clock: () => clock.now };
        await Promise.all([deliverDue(channelsOf(inbox.settings), at), deliverDue(channelsOf(), at)]);
      }
      return {
        mails: inbox.received.slice(mails).map(({ subject }) => subject),
        events: receiver.received.slice(events).map(({ body }) => kindOf(body)),
      };
    },
  };
}

const statusOf = (exchange: Exchange): number => ("received" in exchange ? exchange.received.status : 0);

function kindOf(body: string): string {
  const { type, data }: { type: string; data: { finding: { kind: string } } } = JSON.parse(body);
  return `${type} ${data.finding.kind}`;
}

test("people of an unknown domain: told once when a cycle is refused them, and once when the next one has them", async () => {
  const directory = await watched("ipass-smartconnect");
  await directory.cycleAndSurvey();
  expect(await directory.told(3)).toEqual({
    mails: [expect.stringContaining("4 people refused: The domain of the userName is not registered")],
    events: ["finding.opened failing"],
  });
  expect(inbox.received[0]).toMatchObject({ envelopeTo: ["lena@contoso.example"] });
  expect(inbox.received[0]?.text).toContain("Register the domain under Domains");
  await directory.cycleAndSurvey();
  expect(await directory.told(3)).toEqual({ mails: [], events: [] });
  await addDomain(directory.own.scope, { name: domain });
  // Heard by notification; ask until it is.
  const probe = { userName: `probe@${domain}` };
  await expect.poll(async () => statusOf(await directory.client.send("POST", "/Users", probe))).toBe(201);
  clock.advance(3 * 60);
  await directory.cycleAndSurvey();
  expect(await directory.told(3)).toEqual({ mails: [], events: [] });
  expect(await directory.told(11)).toEqual({
    mails: [expect.stringContaining("provisioning works again")],
    events: ["finding.cleared failing"],
  });
  expect(await directory.told(20)).toEqual({ mails: [], events: [] });
});

test("a revoked token and then silence: each is told when it begins, and all of it when it is over", async () => {
  const directory = await watched("generic");
  for (let cycle = 0; cycle < 6; cycle += 1) {
    await directory.cycleAndSurvey();
    expect(await directory.told(38)).toEqual({ mails: [], events: [] });
  }
  const { tokenId } = directory.own.token;
  await revokeToken(directory.own.scope, { tokenId });
  const refused = async () => (await directory.cycle(company)).quarantine !== null;
  await expect.poll(refused).toBe(true);
  await directory.survey(1);
  expect((await directory.told(3)).events).toEqual(["finding.opened credentialRefused"]);
  expect(inbox.received.length).toBe(1);

  await directory.survey(4 * 60);
  expect((await directory.told(3)).events).toEqual(["finding.opened silent"]);
  const { directoryId } = directory.scope;
  const fresh = await createToken(directory.own.scope, { directoryId, name: "Second", expiresInDays: 300 });
  directory.job.token = fresh.token;
  await directory.cycleAndSurvey();
  const over = await directory.told(20);
  expect(over.events.toSorted()).toEqual(["finding.cleared credentialRefused", "finding.cleared silent"]);
  expect(over.mails).toEqual([expect.stringContaining("provisioning works again")]);
});
