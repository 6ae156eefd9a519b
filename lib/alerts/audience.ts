import { uuidv7 } from "uuidv7";
import type { DirectoryScope } from "@/lib/auth/scope";
import type { Database } from "@/lib/db/client";
import { insertOutboxMessages } from "@/lib/db/outbox";
import { listWebhooksFor } from "@/lib/db/webhook-endpoints";
import type { JsonObject } from "@/lib/scim/json";
import type { EventType } from "./event-types";
import { recipientsOf } from "./recipients";

/** The ways to tell that this installation has. Webhooks are always one. */
export interface Ways {
  readonly mail: boolean;
}

export const everyWay: Ways = { mail: true };

/** One of those who are told: by which channel, and whom in its terms. */
export interface Listener {
  readonly channel: "mail" | "webhook";
  readonly recipient: string;
}

/** Who is told of an event of a directory: its e-mail recipients, and its webhooks that want events of that type. */
export async function audienceOf(
  db: Database,
  scope: DirectoryScope,
  event: EventType,
  ways: Ways,
): Promise<readonly Listener[]> {
  const [emails, webhooks] = [ways.mail ? await recipientsOf(db, scope) : [], await listWebhooksFor(db, scope, event)];
  return [
    ...emails.map((recipient) => ({ channel: "mail", recipient }) as const),
    ...webhooks.map((recipient) => ({ channel: "webhook", recipient }) as const),
  ];
}

/**
 * Puts one message for each of them into the outbox. Call it with the transaction that decides to tell.
 * @returns how many
 */
export async function tell(
  db: Database,
  scope: DirectoryScope,
  audience: readonly Listener[],
  event: { readonly kind: string; readonly payload: JsonObject; readonly at: Date },
): Promise<number> {
  const { kind, payload, at: createdAt } = event;
  const { directoryId } = scope;
  await insertOutboxMessages(
    db,
    scope,
    audience.map((listener) => ({ id: uuidv7(), directoryId, ...listener, kind, payload, createdAt })),
  );
  return audience.length;
}
