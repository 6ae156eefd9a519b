import { Command } from "commander";
import { expect, test } from "vitest";
import type { MailSettings } from "@/lib/env";
import { startSmtpInbox } from "@/lib/mail/__fixtures__/smtp-inbox";
import { registerMailCommands } from "./mail-commands";
import { CommandError } from "./terminal";

async function mailTest(to: string, mail: MailSettings | undefined): Promise<string> {
  const out: string[] = [];
  const terminal = { out: (text: string) => out.push(text), error: () => undefined, readInput: async () => "" };
  const program = new Command("muster").exitOverride();
  registerMailCommands({ program, terminal }, mail);
  await program.parseAsync(["mail", "test", "--to", to], { from: "user" });
  return out.join("\n");
}

test("mail test sends an e-mail and prints what the server answered", async () => {
  const inbox = await startSmtpInbox();
  expect(await mailTest("Lena@contoso.example", inbox.settings)).toBe(
    "The SMTP server took the e-mail for lena@contoso.example: 250 2.0.0 Ok: queued as 1",
  );
  expect(inbox.received[0]).toMatchObject({ subject: "Test e-mail from Muster", envelopeTo: ["lena@contoso.example"] });
  expect(inbox.received[0]?.text).toContain("Your operator sent this");

  inbox.refuse("gone@contoso.example", 550);
  await expect(mailTest("gone@contoso.example", inbox.settings)).rejects.toMatchObject({
    code: "mail-recipient",
    message: expect.stringContaining("550 5.1.1 No such user here"),
  });
  await inbox.stop();
  await expect(mailTest("lena@contoso.example", inbox.settings)).rejects.toMatchObject({
    code: "mail-connection",
    message: expect.stringContaining(`127.0.0.1:${inbox.port}`),
  });
});

test("mail test says what to set where no SMTP server is set, and refuses what is no address", async () => {
  await expect(mailTest("lena@contoso.example", undefined)).rejects.toThrow(CommandError);
  await expect(mailTest("lena@contoso.example", undefined)).rejects.toThrow("MUSTER_SMTP_URL");
  await expect(mailTest("a@contoso.example,b@contoso.example", undefined)).rejects.toThrow("--to");
});
