import { z } from "zod";
import { oneLine } from "./one-line";

/** Why a mail did not leave, for people; messages/ has a sentence for each (notifications.problem). */
export const mailProblems = [
  /** The server's name is not in DNS. */
  "dns",
  /** Nobody answers there. */
  "connection",
  "timeout",
  /** Its certificate, or that it offers no encryption although a password would be sent. */
  "tls",
  "auth",
  /** It does not let us send as MUSTER_MAIL_FROM. */
  "sender",
  /** It does not take mail for this address. */
  "recipient",
  /** It does not take this message. */
  "message",
  /** Not now. */
  "busy",
  "other",
] as const;
export type MailProblem = (typeof mailProblems)[number];

/** A mail that did not leave. */
export class MailError extends Error {
  override readonly name = "MailError";
  constructor(
    readonly problem: MailProblem,
    /** The server's own words, one line; undefined when none were said. */
    readonly answer: string | undefined,
    /** Trying again is of no use. */
    readonly isFinal: boolean,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

const NodemailerError = z.object({
  code: z.string().optional().catch(undefined),
  /** The SMTP command that it was answered to. */
  command: z.string().optional().catch(undefined),
  response: z.string().optional().catch(undefined),
  responseCode: z.number().optional().catch(undefined),
});

const byCode: Readonly<Record<string, MailProblem>> = {
  EDNS: "dns",
  ENOTFOUND: "dns",
  EAI_AGAIN: "dns",
  ETIMEDOUT: "timeout",
  ETLS: "tls",
  EAUTH: "auth",
  ENOAUTH: "auth",
  EOAUTH2: "auth",
  ECONNECTION: "connection",
  ECONNREFUSED: "connection",
  ECONNRESET: "connection",
  EHOSTUNREACH: "connection",
  ENETUNREACH: "connection",
  ESOCKET: "connection",
};

/** What nodemailer threw, as a problem that people understand. Final are only refusals of the recipient or the message. */
export function toMailError(error: unknown): MailError {
  const { code = "", command = "", response, responseCode = 0 } = NodemailerError.catch({}).parse(error);
  const problem = problemOf({ code, command, responseCode, text: error instanceof Error ? error.message : "" });
  const isFinal = responseCode >= 500 && (problem === "recipient" || problem === "message");
  return new MailError(problem, response === undefined ? undefined : oneLine(response).slice(0, 300), isFinal, error);
}

interface Fault {
  readonly code: string;
  readonly command: string;
  readonly responseCode: number;
  readonly text: string;
}

function problemOf({ code, command, responseCode, text }: Fault): MailProblem {
  if (responseCode >= 400 && responseCode < 500) return "busy";
  if (responseCode === 530 || responseCode === 535 || command.startsWith("AUTH")) return "auth";
  if (responseCode >= 500 && command.startsWith("MAIL")) return "sender";
  if (responseCode >= 500 && command.startsWith("RCPT")) return "recipient";
  if (responseCode >= 500 && (command.startsWith("DATA") || code === "EMESSAGE")) return "message";
  // A TLS failure comes as a socket's, told apart by its words only.
  if (/certificate|tls|ssl/i.test(text)) return "tls";
  return byCode[code] ?? "other";
}
