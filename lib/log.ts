/** The server's own log: one JSON object a line on standard output. Not the provisioning log, which is rows. */
import pino from "pino";
import { env } from "@/lib/env";

const secrets = ["authorization", "cookie", "token", "password", "secret"];

/** Where a secret may sit: at the top of what is logged, or up to three levels inside it. */
export const redactedPaths = secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`]);

export const log = pino({
  level: env.logLevel,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  redact: { paths: redactedPaths, censor: "[redacted]" },
});
