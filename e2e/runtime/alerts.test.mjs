// Alerts across kill -9: what was decided to be told arrives, by a real SMTP server and a real webhook receiver.

import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readConnection } from "../../scripts/postgres/start-postgres.mjs";
import { startSmtpServer } from "../../scripts/testing/smtp-server.mjs";
import { freePort, launchMuster, readyLine } from "../../scripts/testing/start-muster.mjs";
import { startWebhookReceiver } from "../../scripts/testing/webhook-receiver.mjs";

let parent;
let dataDir;
let port;
let started;
let mails;
let smtp;
let receiver;
let isDeaf;

beforeEach(async () => {
  parent = await mkdtemp(path.join(os.tmpdir(), "muster-alerts-"));
  dataDir = path.join(parent, "data");
  port = await freePort();
  started = [];
  mails = [];
  // Deaf: it takes all that is sent, and says nothing.
  isDeaf = false;
  smtp = await startSmtpServer({
    keep: async ({ raw }) => {
      mails.push(raw.toString());
      if (isDeaf) await new Promise(() => undefined);
    },
  });
  receiver = await startWebhookReceiver({ answer: () => (isDeaf ? "never" : undefined) });
});

afterEach(async () => {
  await Promise.all(started.map((muster) => muster.stop()));
  await receiver.stop();
  await rm(parent, { recursive: true, force: true, maxRetries: 10 });
});

function launch(options) {
  const muster = launchMuster(
    {
      PORT: `${port}`,
      MUSTER_DATA_DIR: dataDir,
      MUSTER_LOG_LEVEL: "error",
      MUSTER_SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
      MUSTER_MAIL_FROM: "muster@muster.example",
      MUSTER_ALLOW_PRIVATE_WEBHOOKS: "true",
    },
    options,
  );
  started.push(muster);
  return muster;
}

async function serving() {
  const muster = launch();
  await muster.waitFor(readyLine);
  return muster;
}

async function command(...args) {
  const muster = launch({ script: "scripts/muster.mjs", args: [...args, "--json"] });
  expect(await muster.exited, muster.printed()).toMatchObject({ code: 0 });
  return JSON.parse(muster.printed());
}

async function query(sql) {
  const { url } = await readConnection(dataDir);
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

const until = (check) => vi.waitFor(check, { timeout: 90_000, interval: 200 });
const messageIds = () => mails.map((mail) => /^Message-ID: (.+)$/im.exec(mail)?.[1]);
const webhookIds = () => receiver.received.map(({ headers }) => headers["webhook-id"]);

test(
  "a server killed while it delivers has each message delivered by the next one, under the same id, and then never again",
  { timeout: 400_000 },
  async () => {
    const first = await serving();
    const place = ["--organization", "contoso", "--directory", "people"];
    await command("org", "create", "--name", "Contoso", "--slug", "contoso");
    await command("directory", "create", "--organization", "contoso", "--application", "generic", "--slug", "people");
    await command("notify", "set", ...place, "--to", "it@contoso.example");
    await command("webhook", "add", ...place, "--url", receiver.url);
    const { token } = await command("token", "create", ...place);
    isDeaf = true;
    await query(`UPDATE "Directory" SET "enabled" = false`);
    const refused = await fetch(`http://localhost:${port}/scim/v2/Users`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(refused.status).toBe(403);
    // A survey finds it. When it was found is the time of its id, and told it is after two minutes.
    await until(async () =>
      expect(
        await query(`UPDATE "Finding" SET "id" = '01990000-0000-7000-8000-000000000000' RETURNING "kind"`),
      ).toEqual([{ kind: "serviceOff" }]),
    );
    await until(() => expect([mails.length, receiver.received.length]).toEqual([1, 1]));
    first.kill("SIGKILL");
    await first.exited;

    isDeaf = false;
    await serving();
    // Both are in the hands of a process that is no more, until the lease ends: now.
    await query(`UPDATE "OutboxMessage" SET "nextAttemptAt" = now() WHERE "deliveredAt" IS NULL`);
    const delivered = `SELECT "channel", "attempts" FROM "OutboxMessage" WHERE "deliveredAt" IS NOT NULL ORDER BY "channel"`;
    await until(async () =>
      expect(await query(delivered)).toEqual([
        { channel: "mail", attempts: 2 },
        { channel: "webhook", attempts: 2 },
      ]),
    );
    const second = started.at(-1);
    second.kill("SIGKILL");
    await second.exited;

    await serving();
    // Whatever there was to deliver has been by the time that one more message, written now, is.
    await query(`UPDATE "Directory" SET "enabled" = true`);
    await query(`UPDATE "FailureAlert" SET "startedAt" = now() - interval '2 hours'`);
    // Told it is once it has been over for ten minutes.
    const over = `UPDATE "Finding" SET "clearedAt" = now() - interval '1 hour' WHERE "clearedAt" IS NOT NULL RETURNING "kind"`;
    await until(async () => expect(await query(over)).toEqual([{ kind: "serviceOff" }]));
    await until(() => expect([mails.length, receiver.received.length]).toEqual([3, 3]));
    const [mail, repeatedMail, otherMail] = messageIds();
    expect(repeatedMail).toBe(mail);
    expect(otherMail).not.toBe(mail);
    const [hook, repeatedHook, otherHook] = webhookIds();
    expect(repeatedHook).toBe(hook);
    expect(otherHook).not.toBe(hook);
    expect(receiver.received[1].body).toBe(receiver.received[0].body);
  },
);
