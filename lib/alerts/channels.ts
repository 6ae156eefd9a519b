import { env } from "@/lib/env";
import type { MailSettings } from "@/lib/env";
import type { TakenMessage } from "@/lib/db/outbox";
import { mailLanguage, mailWords } from "@/lib/mail/mail-words";
import type { MailWords } from "@/lib/mail/mail-words";
import { createMailer } from "@/lib/mail/mailer";
import type { Mail } from "@/lib/mail/mailer";
import { publicUrl } from "@/lib/public-url";
import { brakeMail } from "./brake-mail";
import { eventTypes, isFailureKind, webhookOffKind } from "./event-types";
import { failureMail } from "./failure-mail";
import type { Channels, Deliver } from "./outbox";
import { requireWanted } from "./require-wanted";
import { reminderMail } from "./reminder-mail";
import { deliverToWebhook } from "./webhook-channel";
import { webhookOffMail } from "./webhook-off-mail";

/** Where the console is when nobody asks for it from somewhere: MUSTER_PUBLIC_URL, else this machine. */
export const consoleUrl = () => publicUrl(() => undefined, false);

/** The ways to deliver that are set up: e-mail where there is an SMTP server, and webhooks. */
export function channelsOf(mail: MailSettings | undefined = env.mail): Channels {
  const ways = { mail: mail !== undefined };
  const webhook: Deliver = (message, at) => deliverToWebhook(message, { consoleUrl: consoleUrl(), at, ways });
  const channels = new Map<string, Deliver>([["webhook", webhook]]);
  if (mail === undefined) return channels;
  const mailer = createMailer(mail);
  return channels.set("mail", async (message) => {
    await requireWanted(message);
    return mailer.send(toMail(message, consoleUrl(), mailWords(mailLanguage)));
  });
}

/** The mail of a message, in the language of these words. */
function toMail(message: TakenMessage, baseUrl: string, words: MailWords): Mail {
  if (message.kind === eventTypes.tripped) return brakeMail(message, baseUrl, words);
  if (message.kind === webhookOffKind) return webhookOffMail(message, baseUrl, words);
  return isFailureKind(message.kind) ? failureMail(message, baseUrl, words) : reminderMail(message, baseUrl, words);
}
