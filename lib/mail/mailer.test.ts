import { createServer } from "node:net";
import type { Server } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { startSmtpInbox } from "./__fixtures__/smtp-inbox";
import type { SmtpInbox } from "./__fixtures__/smtp-inbox";
import { createMailer } from "./mailer";
import type { Mail } from "./mailer";
import { testMail } from "./test-mail";

const date = new Date("2026-11-21T12:00:00Z");
const message = { id: "0199a0b2-7f31-7c3e-9a52-3f1f6f0b2c11", to: "lena@contoso.example", date };
const about = { organization: "Contoso", directory: "8x8", by: "lena@contoso.example" };
const mail: Mail = testMail(message, about);

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function inboxWith(options?: Parameters<typeof startSmtpInbox>[0]): Promise<SmtpInbox> {
  const inbox = await startSmtpInbox(options);
  stops.push(inbox.stop);
  return inbox;
}

/** A server that says these lines to whoever connects, and nothing more. */
async function scripted(...lines: string[]): Promise<number> {
  const server: Server = createServer((socket) => {
    let next = 0;
    const say = () => socket.write(`${lines[next++] ?? "421 bye"}\r\n`);
    socket.on("error", () => undefined);
    socket.on("data", say);
    say();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(() => new Promise((resolve) => server.close(() => resolve())));
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

const at = (url: string) => createMailer({ url, from: { name: "Muster", address: "muster@muster.example" } });

test("a mail arrives as text and HTML, with headers that no machine answers to, and the server's answer comes back", async () => {
  const inbox = await inboxWith();
  expect(await createMailer(inbox.settings).send(mail)).toBe("250 2.0.0 Ok: queued as 1");
  const [received] = inbox.received;
  const headers = Object.fromEntries((received?.headers ?? []).map(({ key, value }) => [key, value]));
  expect(received).toMatchObject({
    from: { name: "Muster", address: "muster@muster.example" },
    to: [{ address: "lena@contoso.example" }],
    envelopeTo: ["lena@contoso.example"],
    subject: "Test e-mail from Muster",
    messageId: `<${message.id}@muster.example>`,
    date: date.toISOString(),
  });
  expect(headers).toMatchObject({ "auto-submitted": "auto-generated", "x-auto-response-suppress": "All" });
  expect(received?.text).toContain("lena@contoso.example sent this on Saturday, 21 November 2026 at 12:00 UTC");
  expect(received?.html).toContain("notifications of 8x8 (Contoso)");
  expect(received?.html).toContain('<meta name="color-scheme" content="light dark">');
  expect(received?.html).not.toMatch(/<img|src=|url\(|<script/i);
});

test("what people call things becomes neither a header, a recipient nor HTML", async () => {
  const inbox = await inboxWith();
  const nasty = `x\r\nBcc: all@fabrikam.example\r\n\r\n<img src=x onerror=alert(1)>\u2028, "b" <b@fabrikam.example>\u202e`;
  const evil = { ...testMail(message, { ...about, directory: nasty }), subject: nasty };
  await createMailer(inbox.settings).send(evil);
  const [received] = inbox.received;
  expect(received?.envelopeTo).toEqual(["lena@contoso.example"]);
  expect(received?.bcc).toBeUndefined();
  expect(received?.cc).toBeUndefined();
  expect(received?.subject).toBe('x Bcc: all@fabrikam.example <img src=x onerror=alert(1)> , "b" <b@fabrikam.example>');
  expect(received?.html).toContain("&lt;img src=x");
  expect(received?.html).not.toContain("<img");
});

test.each([
  "a@contoso.example, b@contoso.example",
  "a@contoso.example\r\nRCPT TO:<b@contoso.example>",
  "Lena <a@contoso.example>",
  "",
])("what is not one address is sent to nobody: %j", async (to) => {
  const inbox = await inboxWith();
  const sent = createMailer(inbox.settings).send({ ...mail, to });
  await expect(sent).rejects.toMatchObject({ problem: "recipient", isFinal: true });
  expect(inbox.received).toEqual([]);
});

describe("what goes wrong is told in a word, with the server's own answer, and whether trying again helps", () => {
  test.each([
    [550, { problem: "recipient", isFinal: true, answer: "550 5.1.1 No such user here" }],
    [452, { problem: "busy", isFinal: false, answer: "452 4.3.2 Try again later" }],
  ])("a recipient answered with %d", async (status, expected) => {
    const inbox = await inboxWith();
    inbox.refuse("lena@contoso.example", status);
    await expect(createMailer(inbox.settings).send(mail)).rejects.toMatchObject(expected);
  });

  test("a wrong password, which the answer does not repeat", async () => {
    const inbox = await inboxWith({ login: { user: "muster", password: "right" } });
    expect(await createMailer(inbox.settings).send(mail)).toMatch(/^250/);
    const wrong = at(`smtp://muster:hunter2@127.0.0.1:${inbox.port}`);
    const error: unknown = await wrong.send(mail).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ problem: "auth", isFinal: false, answer: "535 Invalid login" });
    expect(String(error)).not.toContain("hunter2");
  });

  test("a server that wants a login that the settings do not have", async () => {
    const inbox = await inboxWith({ login: { user: "muster", password: "right" } });
    await expect(at(`smtp://127.0.0.1:${inbox.port}`).send(mail)).rejects.toMatchObject({ problem: "auth" });
  });

  test("nobody listens", async () => {
    const inbox = await startSmtpInbox();
    await inbox.stop();
    await expect(createMailer(inbox.settings).send(mail)).rejects.toMatchObject({
      problem: "connection",
      isFinal: false,
      answer: undefined,
    });
  });

  test("a host that does not exist", async () => {
    await expect(at("smtp://mail.invalid").send(mail)).rejects.toMatchObject({ problem: "dns" });
  });

  test("a sender that may not send", async () => {
    const port = await scripted("220 mail", "250 mail", "550 5.7.60 You may not send as muster@muster.example");
    await expect(at(`smtp://127.0.0.1:${port}`).send(mail)).rejects.toMatchObject({
      problem: "sender",
      isFinal: false,
    });
  });

  test("a message that is refused as such", async () => {
    const port = await scripted("220 mail", "250 mail", "250 ok", "250 ok", "354 go on", "554 5.7.1 Looks like spam");
    await expect(at(`smtp://127.0.0.1:${port}`).send(mail)).rejects.toMatchObject({
      problem: "message",
      isFinal: true,
    });
  });

  test("a server without encryption is not given a password, unless it is this machine", async () => {
    // An address that leads here too, and that nobody could know to.
    const inbox = await inboxWith({ login: { user: "muster", password: "right" } });
    const mailer = at(`smtp://muster:right@0.0.0.0:${inbox.port}`);
    await expect(mailer.send(mail)).rejects.toMatchObject({ problem: "tls" });
  });
});
