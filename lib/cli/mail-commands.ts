import { uuidv7 } from "uuidv7";
import { env } from "@/lib/env";
import type { MailSettings } from "@/lib/env";
import { TestMailInput } from "@/lib/inputs/notification";
import { createMailer, screenIdleMs } from "@/lib/mail/mailer";
import { MailError } from "@/lib/mail/mail-problem";
import { testMail } from "@/lib/mail/test-mail";
import { readOptions } from "./read-options";
import { finish } from "./register";
import type { Registrar } from "./register";
import { CommandError } from "./terminal";
import messages from "@/messages/en.json";

/** `mail test`. @param mail for the tests; else what the environment says */
export function registerMailCommands(
  { program, terminal }: Registrar,
  mail: MailSettings | undefined = env.mail,
): void {
  const command = program.command("mail").description("e-mail: reminders leave through MUSTER_SMTP_URL");

  finish<{ to: string }>(
    command
      .command("test")
      .description("send an e-mail now, and print what the SMTP server answers")
      .requiredOption("--to <address>"),
    terminal,
    "mail test --to lena@contoso.example",
    async (options) => {
      const { to } = readOptions(TestMailInput, options);
      if (mail === undefined) {
        throw new CommandError("mail-not-set-up", "Set MUSTER_SMTP_URL and MUSTER_MAIL_FROM first; nothing is sent.");
      }
      const id = uuidv7();
      const answer = await createMailer(mail, screenIdleMs)
        .send(testMail({ id, to, date: new Date() }, undefined))
        .catch((error: unknown) => {
          throw error instanceof MailError ? toCommandError(error) : error;
        });
      return { json: { to, answer }, text: `The SMTP server took the e-mail for ${to}: ${answer}` };
    },
  );
}

/** The operator's own server: what it or the connection said is told whole. */
const toCommandError = ({ problem, message }: MailError): CommandError =>
  new CommandError(`mail-${problem}`, `${messages.notifications.problem[problem]} ${message}`);
