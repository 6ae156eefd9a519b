import { z } from "zod";
import type { FetchError } from "@/lib/auth/fetch-public";

/** Why a webhook was not taken, in a word that people are told of in their language. */
export const webhookProblems = [
  /** The host name leads nowhere. */
  "hookDns",
  "hookConnection",
  "hookTimeout",
  /** No connection that can be trusted. */
  "hookTls",
  "hookNotPublic",
  "hookNotHttps",
  /** It answered, but not with 2xx. */
  "hookStatus",
  /** 410: it wants nothing any more. */
  "hookGone",
  /** It is switched off. */
  "hookOff",
  /** There is no such endpoint any more. */
  "hookRemoved",
  /** Its secret was sealed by another NEXTAUTH_SECRET. */
  "hookSecret",
] as const;
export type WebhookProblem = (typeof webhookProblems)[number];

const SocketError = z.object({ name: z.string().catch(""), code: z.string().catch("") }).catch({ name: "", code: "" });

/** What a request failed of before there was an answer. */
export function connectionProblem(error: FetchError): WebhookProblem {
  if (error.reason === "notPublic") return "hookNotPublic";
  if (error.reason === "notHttps") return "hookNotHttps";
  const { name, code } = SocketError.parse(error.cause);
  if (name === "TimeoutError") return "hookTimeout";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "hookDns";
  const isTls = /CERT|SSL|TLS|SIGNATURE|ISSUER|EPROTO/.test(code);
  return isTls ? "hookTls" : "hookConnection";
}
