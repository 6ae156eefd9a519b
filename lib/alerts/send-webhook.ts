import { Webhook } from "standardwebhooks";
import { FetchError, requestPublic } from "@/lib/auth/fetch-public";
import type { PublicAnswer } from "@/lib/auth/fetch-public";
import { oneLine } from "@/lib/mail/one-line";
import { DeliveryError } from "./delivery-error";
import { connectionProblem } from "./webhook-problem";

const timeLimitMs = 15_000;
/** Of the answer's body, as it is kept. */
const excerptMax = 200;
const retryAfterMaxMs = 24 * 60 * 60 * 1000;

export interface SignedWebhook {
  readonly url: string;
  /** The same for every attempt: by it, a receiver knows a repeat. */
  readonly id: string;
  readonly body: string;
  /** `whsec_…`; after a rotation the one before as well. */
  readonly secrets: readonly string[];
}

/**
 * Sends an event, signed as Standard Webhooks 1.0.0 says: HMAC-SHA256 of id, time of this attempt and body, one signature
 * for each secret. Only to public addresses, without following redirects.
 * @returns what the receiver answered, for instance `204 No Content`
 * @throws DeliveryError unless it answered with 2xx; its problem is a WebhookProblem
 */
export async function sendWebhook(
  { url, id, body, secrets }: SignedWebhook,
  { at, allowPrivate }: { readonly at: Date; readonly allowPrivate: boolean },
): Promise<string> {
  const request = {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "user-agent": "Muster",
      "webhook-id": id,
      "webhook-timestamp": `${Math.floor(at.getTime() / 1000)}`,
      "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(" "),
      "content-length": `${Buffer.byteLength(body)}`,
    },
    body,
    // A character may have four bytes.
    sizeLimitBytes: 4 * excerptMax,
  } as const;
  const answer = await requestPublic(new URL(url), request, { allowPrivate, timeLimitMs }).catch((error: unknown) => {
    if (!(error instanceof FetchError)) throw error;
    throw new DeliveryError(connectionProblem(error), undefined, false, undefined, error);
  });
  const said = quote(answer);
  if (answer.status >= 200 && answer.status < 300) return said;
  const isGone = answer.status === 410;
  const problem = isGone ? "hookGone" : "hookStatus";
  throw new DeliveryError(problem, said, isGone, retryAfter(answer, at), `answered ${answer.status}`);
}

/** Status, its words, and the beginning of the body, on one line and without what turns the reading direction around. */
function quote({ status, statusText, body }: PublicAnswer): string {
  const excerpt = Array.from(oneLine(body.toString("utf8")))
    .slice(0, excerptMax)
    .join("");
  return [`${status} ${oneLine(statusText).slice(0, 60)}`.trim(), excerpt].filter((part) => part !== "").join(": ");
}

/** RFC 9110 §10.2.3: seconds, or a date; a day at most, whoever asks for more. */
function retryAfter({ headers }: PublicAnswer, at: Date): Date | undefined {
  const text = headers["retry-after"];
  if (text === undefined) return undefined;
  const wanted = /^\d+$/.test(text) ? at.getTime() + Number(text) * 1000 : Date.parse(text);
  return Number.isNaN(wanted) ? undefined : new Date(Math.min(wanted, at.getTime() + retryAfterMaxMs));
}
