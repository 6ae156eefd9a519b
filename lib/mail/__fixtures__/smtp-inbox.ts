/** A real SMTP server on this machine, and what it was given. */
import PostalMime from "postal-mime";
import type { Email } from "postal-mime";
import type { MailSettings } from "@/lib/env";
import { startSmtpServer } from "@/scripts/testing/smtp-server.mjs";

export interface ReceivedMail extends Email {
  /** Whom the envelope names. */
  readonly envelopeTo: readonly string[];
  readonly raw: string;
}

export interface SmtpInbox {
  readonly port: number;
  readonly settings: MailSettings;
  readonly received: readonly ReceivedMail[];
  /** From now on this address is answered with that status, 550 for instance. */
  refuse(address: string, status: number): void;
  stop(): Promise<void>;
}

export interface SmtpInboxOptions {
  /** Undefined: any free one. */
  readonly port?: number;
  /** Who may send; undefined: everybody. */
  readonly login?: { readonly user: string; readonly password: string };
}

export async function startSmtpInbox({ port, login }: SmtpInboxOptions = {}): Promise<SmtpInbox> {
  const received: ReceivedMail[] = [];
  const refused = new Map<string, number>();
  const server = await startSmtpServer({
    port,
    login,
    statusOf: (address) => refused.get(address),
    keep: async ({ to, raw }) => {
      received.push({ ...(await PostalMime.parse(raw)), envelopeTo: to, raw: raw.toString() });
    },
  });
  const credentials = login === undefined ? "" : `${login.user}:${encodeURIComponent(login.password)}@`;
  return {
    port: server.port,
    settings: {
      url: `smtp://${credentials}127.0.0.1:${server.port}`,
      from: { name: "Muster", address: "muster@muster.example" },
    },
    received,
    refuse: (address, status) => {
      refused.set(address, status);
    },
    stop: server.stop,
  };
}
