import { musterScope } from "@/lib/auth/muster";
import { insertAuditEvent } from "@/lib/db/audit-events";
import { db } from "@/lib/db/client";
import { findDirectoryBy } from "@/lib/db/directories";
import { findOrganization } from "@/lib/db/organizations";
import { parkMessages } from "@/lib/db/outbox";
import type { TakenMessage } from "@/lib/db/outbox";
import { markWebhookOff, noteWebhookFailure } from "@/lib/db/webhook-endpoints";
import type { OffBecause, WebhookRecord } from "@/lib/db/webhook-endpoints";
import { tell } from "./audience";
import type { Ways } from "./audience";
import type { DeliveryError } from "./delivery-error";
import { webhookOffKind } from "./event-types";
import { recipientsOf } from "./recipients";
import type { WebhookOff } from "./webhook-off";
import { webhookProblems } from "./webhook-problem";

/** An endpoint that took nothing for so long is switched off. A message is tried for some three days. */
const failingMs = 5 * 24 * 60 * 60 * 1000;
/** And only by a message that was tried so often, for the best part of an hour: a hiccup after quiet weeks ends nothing. */
const attemptsMin = 5;

type Endpoint = Pick<WebhookRecord, "id" | "url">;
type Place = Pick<TakenMessage, "organizationId" | "directoryId">;

export interface SwitchOff {
  readonly at: Date;
  readonly because: OffBecause;
  /** What it failed of the last time. */
  readonly error: DeliveryError;
  /** Since when every attempt has failed. */
  readonly since: Date;
  readonly ways: Ways;
}

/**
 * Notes that an endpoint failed, and switches it off when it has for five days.
 * @returns whether it is off now
 */
export async function noteFailure(
  endpoint: Endpoint,
  message: Pick<TakenMessage, "organizationId" | "directoryId" | "attempts">,
  { at, error, ways }: Pick<SwitchOff, "at" | "error" | "ways">,
): Promise<boolean> {
  const since = await noteWebhookFailure(db, message, endpoint.id, at);
  const isLasting = since !== undefined && at.getTime() - since.getTime() >= failingMs;
  if (!isLasting || message.attempts < attemptsMin) return false;
  await switchOffWebhook(endpoint, message, { at, because: "failing", error, since, ways });
  return true;
}

/**
 * Switches an endpoint off: audited, and told by e-mail, once, whichever process is the first. What waits for it is kept
 * until somebody switches it on.
 */
export async function switchOffWebhook(
  endpoint: Endpoint,
  { organizationId, directoryId }: Place,
  { at, because, error, since, ways }: SwitchOff,
): Promise<void> {
  const scope = { ...musterScope(organizationId), directoryId };
  await db.$transaction(async (transaction) => {
    if (!(await markWebhookOff(transaction, scope, endpoint.id, { at, because }))) return;
    await parkMessages(transaction, scope, endpoint.id, { problem: because === "gone" ? "hookGone" : "hookOff", at });
    await insertAuditEvent(transaction, scope, {
      action: "webhook.off",
      target: endpoint.url,
      directoryId,
      details: {
        webhookId: endpoint.id,
        because: because === "gone" ? "410 Gone" : `failing since ${since.toISOString()}`,
      },
    });
    const directory = await findDirectoryBy(transaction, scope, { id: directoryId });
    if (directory === undefined || !ways.mail) return;
    const organization = await findOrganization(transaction, scope);
    const facts: WebhookOff = {
      organization: { slug: organization.slug, name: organization.name },
      directory: { slug: directory.slug, name: directory.name },
      url: endpoint.url,
      because,
      failingSince: since.toISOString(),
      problem: webhookProblems.find((known) => known === error.problem) ?? "hookStatus",
      answer: error.answer ?? null,
    };
    const recipients = await recipientsOf(transaction, scope);
    const audience = recipients.map((recipient) => ({ channel: "mail", recipient }) as const);
    await tell(transaction, scope, audience, { kind: webhookOffKind, payload: { ...facts }, at });
  });
}
