import { openWebhookSecret } from "@/lib/auth/webhook-secret";
import { musterScope } from "@/lib/auth/muster";
import { insertAuditEvent } from "@/lib/db/audit-events";
import { db } from "@/lib/db/client";
import type { TakenMessage } from "@/lib/db/outbox";
import { findWebhookTarget, switchOffGoneWebhook } from "@/lib/db/webhook-endpoints";
import type { WebhookTarget } from "@/lib/db/webhook-endpoints";
import { env } from "@/lib/env";
import { DeliveryError } from "./delivery-error";
import { sendWebhook } from "./send-webhook";
import { webhookBody } from "./webhook-body";
import type { WebhookProblem } from "./webhook-problem";

/** Where an endpoint is: the directory it belongs to. */
type Place = Pick<TakenMessage, "organizationId" | "directoryId">;

export interface WebhookOptions {
  /** Where the console is, without trailing slash. */
  readonly consoleUrl: string;
  readonly allowPrivate?: boolean;
}

/**
 * Delivers an outbox message to its endpoint, as that is now: a changed address or secret counts for what waits, too.
 * An endpoint that answers 410 is switched off.
 * @returns what the receiver answered
 * @throws DeliveryError
 */
export async function deliverToWebhook(message: TakenMessage, options: WebhookOptions): Promise<string> {
  const target = await findWebhookTarget(db, message, message.recipient);
  if (target === undefined) throw refusal("hookRemoved");
  if (target.offSince !== null) throw refusal(target.gone ? "hookGone" : "hookOff");
  return sendTo(target, message, options);
}

/** Sends an event to an endpoint, whether that is on or not. @throws DeliveryError */
export async function sendTo(
  target: WebhookTarget,
  message: Place & Pick<TakenMessage, "id" | "kind" | "payload" | "createdAt">,
  { consoleUrl, allowPrivate = env.allowPrivateWebhooks }: WebhookOptions,
): Promise<string> {
  const at = new Date();
  const body = webhookBody(message, consoleUrl);
  try {
    const secrets = secretsOf(target, at);
    return await sendWebhook({ url: target.url, id: message.id, body, secrets }, { at, allowPrivate });
  } catch (error) {
    if (error instanceof DeliveryError && error.problem === "hookGone") await switchOff(target, message, at);
    throw error;
  }
}

/** The secret, and the one before as long as both are signed with. */
function secretsOf(target: WebhookTarget, at: Date): string[] {
  const { secret, previousSecret, previousUntil } = target;
  const isRotating = previousSecret !== null && previousUntil !== null && previousUntil > at;
  return [secret, ...(isRotating ? [previousSecret] : [])].map((sealed) => {
    const opened = openWebhookSecret(sealed, target);
    if (opened === undefined) throw refusal("hookSecret");
    return opened;
  });
}

const refusal = (problem: WebhookProblem) => new DeliveryError(problem, undefined, true, undefined, problem);

async function switchOff(target: WebhookTarget, { organizationId, directoryId }: Place, at: Date): Promise<void> {
  const scope = { ...musterScope(organizationId), directoryId };
  await db.$transaction(async (transaction) => {
    if (!(await switchOffGoneWebhook(transaction, scope, target.id, at))) return;
    await insertAuditEvent(transaction, scope, {
      action: "webhook.off",
      target: target.url,
      directoryId,
      details: { webhookId: target.id, because: "410 Gone" },
    });
  });
}
