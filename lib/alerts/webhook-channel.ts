import { openWebhookSecret } from "@/lib/auth/webhook-secret";
import { db } from "@/lib/db/client";
import type { TakenMessage } from "@/lib/db/outbox";
import { findWebhookTarget, noteWebhookSuccess } from "@/lib/db/webhook-endpoints";
import type { WebhookTarget } from "@/lib/db/webhook-endpoints";
import { env } from "@/lib/env";
import { everyWay } from "./audience";
import type { Ways } from "./audience";
import { DeliveryError } from "./delivery-error";
import { sendWebhook } from "./send-webhook";
import { noteFailure, switchOffWebhook } from "./switch-off-webhook";
import { webhookBody } from "./webhook-body";
import type { WebhookProblem } from "./webhook-problem";

/** Where an endpoint is: the directory it belongs to. */
type Place = Pick<TakenMessage, "organizationId" | "directoryId">;

export interface WebhookOptions {
  /** Where the console is, without trailing slash. */
  readonly consoleUrl: string;
  readonly allowPrivate?: boolean;
  /** When the attempt counts as made; now, when left out. */
  readonly at?: Date;
  /** How people can be told that it was switched off. */
  readonly ways?: Ways;
}

/**
 * Delivers an outbox message to its endpoint, as that is now: a changed address or secret counts for what waits, too.
 * An endpoint that answers 410, or took nothing for days, is switched off.
 * @returns what the receiver answered
 * @throws DeliveryError
 */
export async function deliverToWebhook(message: TakenMessage, options: WebhookOptions): Promise<string> {
  const target = await findWebhookTarget(db, message, message.recipient);
  if (target === undefined) throw refusal("hookRemoved");
  if (target.offSince !== null) throw refusal(target.offBecause === "gone" ? "hookGone" : "hookOff");
  const { at = new Date(), ways = everyWay } = options;
  try {
    return await sendTo(target, message, { ...options, at });
  } catch (error) {
    // 410 has switched it off, and a secret that cannot be opened is no fault of the receiver.
    if (!(error instanceof DeliveryError) || error.isFinal) throw error;
    const isOff = await noteFailure(target, message, { at, error, ways });
    throw isOff ? new DeliveryError("hookOff", error.answer, true, undefined, error) : error;
  }
}

/**
 * Sends an event to an endpoint, whether that is on or not. What it takes ends a row of failures; 410 switches it off.
 * @throws DeliveryError
 */
export async function sendTo(
  target: WebhookTarget,
  message: Place & Pick<TakenMessage, "id" | "kind" | "payload" | "createdAt">,
  { consoleUrl, allowPrivate = env.allowPrivateWebhooks, at = new Date(), ways = everyWay }: WebhookOptions,
): Promise<string> {
  const signedAt = new Date();
  const body = webhookBody(message, consoleUrl);
  try {
    const secrets = secretsOf(target, signedAt);
    const request = { url: target.url, id: message.id, body, secrets };
    const answer = await sendWebhook(request, { at: signedAt, allowPrivate });
    await noteWebhookSuccess(db, message, target.id);
    return answer;
  } catch (error) {
    if (error instanceof DeliveryError && error.problem === "hookGone")
      await switchOffWebhook(target, message, {
        at,
        because: "gone",
        error,
        since: target.failingSince ?? at,
        ways,
      });
    throw error;
  }
}

/** The secret, and the one before as long as both are signed with. */
function secretsOf(target: WebhookTarget, at: Date): string[] {
  const { secret, previousSecret, previousUntil } = target;
  const isRotating = previousSecret !== null && previousUntil !== null && previousUntil > at;
  const opened = openWebhookSecret(secret, target);
  if (opened === undefined) throw refusal("hookSecret");
  // One that NEXTAUTH_SECRET has changed under is lost, and no reason to sign with neither.
  const previous = isRotating ? openWebhookSecret(previousSecret, target) : undefined;
  return previous === undefined ? [opened] : [opened, previous];
}

const refusal = (problem: WebhookProblem) => new DeliveryError(problem, undefined, true, undefined, problem);
