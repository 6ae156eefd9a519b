import { createTransport } from "nodemailer";
import SMTPTransport from "nodemailer/lib/smtp-transport/index.js";
import { z } from "zod";
import type { MailSettings } from "@/lib/env";
import { MailError, toMailError } from "./mail-problem";
import { oneLine } from "./one-line";

export interface Mail {
  /** Its Message-ID is made of it: the same mail sent twice is recognised as one by who cares. */
  readonly id: string;
  /** One address. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly date: Date;
}

export interface Mailer {
  /**
   * Hands a mail to the SMTP server.
   * @returns what the server said, for instance "250 2.0.0 Ok: queued as 4ZbC"
   * @throws MailError
   */
  send(mail: Mail): Promise<string>;
}

const connectMs = 10_000;
/**
 * How long a server may say nothing. One that looks for viruses takes its time after the last line, and has the mail all
 * the same: who hangs up before it answers sends it twice (RFC 5321 §4.5.3.2.6 and §6.1). Shorter than a lease of the outbox.
 */
const idleMs = 4 * 60_000;
/** Where somebody waits for the answer at a screen. */
export const screenIdleMs = 20_000;

/** Sends through the SMTP server of the settings, one connection a mail. A password is never sent in the clear over a network. */
export function createMailer({ url, from }: MailSettings, patienceMs = idleMs): Mailer {
  const { username, hostname } = new URL(url);
  // Made by hand, because createTransport takes a URL alone. What the URL says in its query wins.
  const smtp = new SMTPTransport({
    url,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: patienceMs,
    requireTLS: username !== "" && !isLoopback(hostname),
  });
  const transport = createTransport(smtp);
  const host = from.address.slice(from.address.lastIndexOf("@") + 1);
  return {
    send: async ({ id, to, subject, text, html, date }) => {
      // nodemailer would read a list.
      if (!z.email().safeParse(to).success) throw new MailError("recipient", undefined, true, "not one address");
      try {
        const { response } = await transport.sendMail({
          // As objects: a name with a comma or a line break cannot become another address or header.
          from,
          to: { name: "", address: to },
          envelope: { from: from.address, to: [to] },
          subject: oneLine(subject),
          text,
          html,
          date,
          messageId: `<${id}@${host}>`,
          headers: {
            // RFC 3834 §5: no out-of-office reply to it; the second is Exchange's word for that.
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
          },
        });
        return response;
      } catch (error) {
        throw toMailError(error);
      }
    },
  };
}

const isLoopback = (hostname: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
