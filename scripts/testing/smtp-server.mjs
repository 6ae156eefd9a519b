// An SMTP server that keeps what a test is sent, over TCP like a real one.

import { SMTPServer } from "smtp-server";

class Refused extends Error {
  constructor(status) {
    super(status >= 500 ? "5.1.1 No such user here" : "4.3.2 Try again later");
    this.responseCode = status;
  }
}

/**
 * Starts it on this machine.
 *
 * @param {object} options
 * @param {(mail: { to: string[], raw: Buffer }) => Promise<void>} options.keep what arrives
 * @param {(address: string) => number | undefined} [options.statusOf] 550, say, to refuse a recipient
 * @param {{ user: string, password: string }} [options.login] who may send; without it, everybody
 * @param {number} [options.port] without it, a free one
 */
export async function startSmtpServer({ keep, statusOf = () => undefined, login, port = 0 }) {
  let count = 0;
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
      const status = statusOf(address);
      done(status === undefined ? null : new Refused(status));
    },
    onData: (stream, session, done) => {
      const chunks = [];
      stream.on("data", (chunk) => chunks.push(chunk));
      stream.on("end", () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        keep({ to, raw: Buffer.concat(chunks) }).then(() => done(null, `2.0.0 Ok: queued as ${(count += 1)}`), done);
      });
    },
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  // What clients do to their connections is theirs to report.
  server.removeAllListeners("error").on("error", () => undefined);
  return {
    port: server.server.address().port,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
