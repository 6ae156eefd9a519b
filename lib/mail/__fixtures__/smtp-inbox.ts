/** A real SMTP server on this machine that keeps what it is given, and refuses what a test wants refused. */
import PostalMime from "postal-mime";
import type { Email } from "postal-mime";
import { SMTPServer } from "smtp-server";
import type { MailSettings } from "@/lib/env";

export interface ReceivedMail extends Email {
  /** Whom the envelope names. */
  readonly envelopeTo: readonly string[];
  readonly raw: string;
}

export interface SmtpInbox {
  readonly port: number;
  readonly settings: MailSettings;
  readonly received: readonly ReceivedMail[];
  /** From now on this address is answered with that status, 550 for instance; undefined: taken again. */
  refuse(address: string, status: number | undefined): void;
  stop(): Promise<void>;
}

export interface SmtpInboxOptions {
  /** Undefined: any free one. */
  readonly port?: number;
  /** Who may send; undefined: everybody. */
  readonly login?: { readonly user: string; readonly password: string };
}

class Refused extends Error {
  constructor(readonly responseCode: number) {
    super(responseCode >= 500 ? "5.1.1 No such user here" : "4.3.2 Try again later");
  }
}

export async function startSmtpInbox({ port = 0, login }: SmtpInboxOptions = {}): Promise<SmtpInbox> {
  const received: ReceivedMail[] = [];
  const refused = new Map<string, number>();
  const server = new SMTPServer({
    // Its own certificate is nobody's to trust, so it offers no encryption.
    hideSTARTTLS: true,
    authOptional: login === undefined,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    onAuth: ({ username, password }, _session, done) => {
      if (username === login?.user && password === login?.password) done(null, { user: username });
      else done(new Error("Invalid login"));
    },
    onRcptTo: ({ address }, _session, done) => {
      const status = refused.get(address);
      done(status === undefined ? null : new Refused(status));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const raw = Buffer.concat(chunks);
        void PostalMime.parse(raw).then((mail) => {
          const envelopeTo = session.envelope.rcptTo.map(({ address }) => address);
          received.push({ ...mail, envelopeTo, raw: raw.toString() });
          done(null, `2.0.0 Ok: queued as ${received.length}`);
        }, done);
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  // What clients do to their connections is theirs to report.
  server.removeAllListeners("error").on("error", () => undefined);
  const address = server.server.address();
  const bound = typeof address === "object" && address !== null ? address.port : port;
  const credentials = login === undefined ? "" : `${login.user}:${encodeURIComponent(login.password)}@`;
  return {
    port: bound,
    settings: {
      url: `smtp://${credentials}127.0.0.1:${bound}`,
      from: { name: "Muster", address: "muster@muster.example" },
    },
    received,
    refuse: (address, status) => {
      if (status === undefined) refused.delete(address);
      else refused.set(address, status);
    },
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
