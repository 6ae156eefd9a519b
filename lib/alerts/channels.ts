import { env } from "@/lib/env";
import type { MailSettings } from "@/lib/env";
import { createMailer } from "@/lib/mail/mailer";
import { publicUrl } from "@/lib/public-url";
import { brakeAlertKind } from "./brake-alert";
import { brakeMail } from "./brake-mail";
import type { Channels } from "./outbox";
import { reminderMail } from "./reminder-mail";

/** Where the console is when nobody asks for it from somewhere: MUSTER_PUBLIC_URL, else this machine. */
const consoleUrl = () => publicUrl(() => undefined, false);

/** The ways to deliver that are set up. */
export function channelsOf(mail: MailSettings | undefined = env.mail): Channels {
  if (mail === undefined) return new Map();
  const mailer = createMailer(mail);
  return new Map([
    [
      "mail",
      (message) => {
        const toMail = message.kind === brakeAlertKind ? brakeMail : reminderMail;
        return mailer.send(toMail(message, consoleUrl()));
      },
    ],
  ]);
}
