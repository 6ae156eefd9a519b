import { uuidv7 } from "uuidv7";
import { consoleUrl } from "@/lib/alerts/channels";
import { DeliveryError } from "@/lib/alerts/delivery-error";
import { eventTypes } from "@/lib/alerts/event-types";
import { sendTo } from "@/lib/alerts/webhook-channel";
import { webhookProblems } from "@/lib/alerts/webhook-problem";
import type { WebhookProblem } from "@/lib/alerts/webhook-problem";
import { requirePermission } from "@/lib/auth/permissions";
import type { OrganizationScope } from "@/lib/auth/scope";
import { db } from "@/lib/db/client";
import { findDirectoryBy } from "@/lib/db/directories";
import { findOrganization } from "@/lib/db/organizations";
import { consume, rateLimiter } from "@/lib/db/rate-limits";
import { findWebhookTarget } from "@/lib/db/webhook-endpoints";
import { env } from "@/lib/env";
import { notFound, Refusal } from "@/lib/inputs/refusal";
import type { WebhookInput } from "@/lib/inputs/webhook";
import { nameOf } from "./actor-name";
import { audited } from "./audited";
import type { WebhookRules } from "./webhooks";

/** What an endpoint said to a test event. */
export type TestWebhookResult =
  | { readonly ok: true; readonly answer: string }
  | { readonly ok: false; readonly problem: WebhookProblem; readonly answer: string | undefined };

const testEvents = rateLimiter({ keyPrefix: "test-webhook", points: 20, durationS: 10 * 60 });

/**
 * Sends a test event to an endpoint, whether it is on or off, and waits for what it says. Not through the outbox: the
 * answer is what is asked for.
 * @throws ForbiddenError, Refusal when the directory has no such endpoint, or too many were sent
 */
export async function testWebhook(
  scope: OrganizationScope,
  { directoryId, webhookId }: WebhookInput,
  { allowPrivate }: WebhookRules = { allowPrivate: env.allowPrivateWebhooks },
): Promise<TestWebhookResult> {
  requirePermission(scope.actor, "directory:update");
  const place = { ...scope, directoryId };
  const target = await findWebhookTarget(db, place, webhookId);
  const directory = await findDirectoryBy(db, scope, { id: directoryId });
  if (target === undefined || directory === undefined) throw notFound();
  if ((await consume(testEvents, scope.organizationId)) !== undefined) throw new Refusal("errors.testWebhookThrottled");
  const { slug, name } = await findOrganization(db, scope);
  const payload = {
    organization: { slug, name },
    directory: { slug: directory.slug, name: directory.name },
    by: nameOf(scope.actor),
  };
  const message = { ...place, id: uuidv7(), kind: eventTypes.test, payload, createdAt: new Date() };
  const value = await sendTo(target, message, { consoleUrl: consoleUrl(), allowPrivate }).then(
    (answer): TestWebhookResult => ({ ok: true, answer }),
    (error: unknown): TestWebhookResult => ({ ok: false, ...explain(error) }),
  );
  return audited(scope, async () => ({
    value,
    entry: {
      action: "webhook.test",
      target: target.url,
      directoryId,
      details: { webhookId, ...(value.ok ? { answer: value.answer } : { problem: value.problem }) },
    },
  }));
}

function explain(error: unknown): { problem: WebhookProblem; answer: string | undefined } {
  if (!(error instanceof DeliveryError)) throw error;
  const problem = webhookProblems.find((known) => known === error.problem);
  return { problem: problem ?? "hookConnection", answer: error.answer };
}
