/**
 * Every setting of Muster, read from the environment and checked once, when this module is first imported. Nothing else
 * reads process.env (the plain-JavaScript files of scripts/ excepted, which run before this can be loaded).
 *
 * The start script gives the server DATABASE_URL and NEXTAUTH_SECRET when the operator did not, so inside the server both
 * are always set; they are optional here because builds and tests run without them.
 */
import { Resolver } from "node:dns";
import { z } from "zod";

const port = "a whole number from 1 to 65535, for instance PORT=3000";
const databaseUrl =
  "a PostgreSQL URL, for instance DATABASE_URL=postgresql://muster:password@db.example:5432/muster, or leave it out to use the embedded PostgreSQL";
const publicUrl =
  "the address people and identity providers reach Muster at, without a path, for instance MUSTER_PUBLIC_URL=https://muster.example.com";

const dnsServers =
  "the IP addresses of DNS servers, with a port where it is not 53, for instance MUSTER_DNS_SERVERS=1.1.1.1,[2606:4700:4700::1111]:53";

const smtpUrl =
  "the address of an SMTP server, for instance MUSTER_SMTP_URL=smtp://user:password@mail.example.com:587, or smtps:// for TLS from the first byte";
const mailFrom =
  'the sender of e-mails, for instance MUSTER_MAIL_FROM="Muster <muster@example.com>"; MUSTER_SMTP_URL needs it';

const metricsToken =
  "at least 16 random characters, which Prometheus presents as a bearer token at /api/metrics; leave it out and there are no metrics";

const listOf = (text: string) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);

/** Whether Node takes them for addresses of DNS servers. */
function areDnsServers(servers: readonly string[]): boolean {
  try {
    new Resolver().setServers(servers);
    return servers.length > 0;
  } catch {
    return false;
  }
}

/** An http(s) origin without path, query or credentials; a trailing slash is forgiven. */
function originOf(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const bare = url.pathname === "/" && url.search === "" && url.hash === "" && url.username === "";
  return bare && (url.protocol === "http:" || url.protocol === "https:") ? url.origin : undefined;
}

/** smtp:// or smtps:// with a host. */
function isSmtpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return (protocol === "smtp:" || protocol === "smtps:") && hostname !== "";
}

export interface MailSender {
  /** What people read; empty: the address alone. */
  readonly name: string;
  readonly address: string;
}

export interface MailSettings {
  /** With its password: never shown or logged. */
  readonly url: string;
  readonly from: MailSender;
}

/** `Muster <muster@example.com>`, or the address alone. */
function senderOf(text: string): MailSender | undefined {
  const [, quoted = "", bracketed] = /^\s*([^<>\p{Cc}]*)<([^<>]*)>\s*$/u.exec(text) ?? [];
  const address = z.email().safeParse(bracketed ?? text.trim());
  const name = quoted.trim().replace(/^"(.*)"$/, "$1");
  return address.success ? { name: bracketed === undefined ? "" : name, address: address.data } : undefined;
}

const EnvironmentInput = z
  .object({
    PORT: z.coerce.number(port).int(port).min(1, port).max(65535, port).default(3000),
    HOST: z.string().optional(),
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//, databaseUrl)
      .optional(),
    MUSTER_DATA_DIR: z.string().default("./data"),
    MUSTER_PUBLIC_URL: z
      .string()
      .refine((text) => originOf(text) !== undefined, publicUrl)
      .transform(originOf)
      .optional(),
    NEXTAUTH_SECRET: z
      .string()
      .min(16, "at least 16 random characters, or leave it out and Muster makes one in its data directory")
      .optional(),
    MUSTER_DNS_SERVERS: z.string().transform(listOf).refine(areDnsServers, dnsServers).optional(),
    MUSTER_SCIM_DOOR: z
      .enum(["lane", "next"], '"lane" (the server\'s own, the default) or "next" (Next\'s route handlers)')
      .default("lane"),
    MUSTER_ALLOW_PRIVATE_ISSUERS: z
      .enum(["true", "false"], '"true" (also http and private addresses, for trying it out) or "false" (the default)')
      .default("false"),
    MUSTER_ALLOW_PRIVATE_WEBHOOKS: z
      .enum(["true", "false"], '"true" (also http and private addresses, for trying it out) or "false" (the default)')
      .default("false"),
    MUSTER_SMTP_URL: z.string().refine(isSmtpUrl, smtpUrl).optional(),
    MUSTER_MAIL_FROM: z
      .string()
      .refine((text) => senderOf(text) !== undefined, mailFrom)
      .transform(senderOf)
      .optional(),
    MUSTER_METRICS_TOKEN: z.string().min(16, metricsToken).optional(),
    MUSTER_LOG_LEVEL: z
      .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"], "trace, debug, info, warn, error or silent")
      .default("info"),
    MUSTER_ADMIN_EMAIL: z.email("an e-mail address").optional(),
    MUSTER_ADMIN_PASSWORD: z.string().optional(),
    MUSTER_ORGANIZATION: z.string().optional(),
    NODE_ENV: z.enum(["development", "production", "test"]).default("development").catch("production"),
  })
  .refine(({ MUSTER_SMTP_URL, MUSTER_MAIL_FROM }) => MUSTER_SMTP_URL === undefined || MUSTER_MAIL_FROM !== undefined, {
    path: ["MUSTER_MAIL_FROM"],
    error: mailFrom,
  });

/** Thrown with one line for each wrong variable: its name, what it holds is not repeated, and what it should be. */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
}

/**
 * Checks the settings in `source`; an empty value counts as absent.
 *
 * @throws EnvironmentError naming every wrong variable and the fix
 */
export function parseEnvironment(source: Readonly<Record<string, string | undefined>>) {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = EnvironmentInput.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join(".")} must be ${issue.message}.`);
    throw new EnvironmentError([...new Set(lines)].join("\n"));
  }
  const values = parsed.data;
  return {
    port: values.PORT,
    /** undefined: every address of the machine. */
    host: values.HOST,
    /** undefined: the embedded PostgreSQL. */
    databaseUrl: values.DATABASE_URL,
    dataDir: values.MUSTER_DATA_DIR,
    /** Without trailing slash; undefined: taken from each request. */
    publicUrl: values.MUSTER_PUBLIC_URL,
    nextAuthSecret: values.NEXTAUTH_SECRET,
    /** Whom to ask for the TXT records of domains; undefined: whom the machine asks. */
    dnsServers: values.MUSTER_DNS_SERVERS,
    scimDoor: values.MUSTER_SCIM_DOOR,
    /** Whether the issuers of federated workloads may be on this machine or its network. */
    allowPrivateIssuers: values.MUSTER_ALLOW_PRIVATE_ISSUERS === "true",
    /** Whether webhooks may be sent to this machine or its network. */
    allowPrivateWebhooks: values.MUSTER_ALLOW_PRIVATE_WEBHOOKS === "true",
    /** How e-mails leave; undefined: none is sent. */
    mail: mailOf(values.MUSTER_SMTP_URL, values.MUSTER_MAIL_FROM),
    /** Who presents it may read /api/metrics; undefined: nobody may. */
    metricsToken: values.MUSTER_METRICS_TOKEN,
    logLevel: values.MUSTER_LOG_LEVEL,
    adminEmail: values.MUSTER_ADMIN_EMAIL,
    adminPassword: values.MUSTER_ADMIN_PASSWORD,
    organization: values.MUSTER_ORGANIZATION,
    nodeEnv: values.NODE_ENV,
  };
}

function mailOf(url: string | undefined, from: MailSender | undefined): MailSettings | undefined {
  return url === undefined || from === undefined ? undefined : { url, from };
}

export type Environment = ReturnType<typeof parseEnvironment>;

export const env: Environment = parseEnvironment(process.env);
