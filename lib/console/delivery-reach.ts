import { recipientsOf } from "@/lib/alerts/recipients";
import type { DirectoryScope } from "@/lib/auth/scope";
import type { Database } from "@/lib/db/client";
import { listWebhooks } from "@/lib/db/webhook-endpoints";

/**
 * Whether what was given up can be sent again. `off`: once its webhook is switched on. `removed`: never, there is no such
 * webhook any more. `untold`: that address is none of those who are told.
 */
export type DeliveryReach = "reached" | "off" | "removed" | "untold";

export interface DirectoryReach {
  readonly of: (message: { readonly channel: string; readonly recipient: string }) => DeliveryReach;
  /** Addresses, and ids of webhooks. */
  readonly reached: readonly string[];
}

/** Whom what a directory tells can be sent to at present. */
export async function reachOfDirectory(db: Database, scope: DirectoryScope): Promise<DirectoryReach> {
  const [emails, webhooks] = [await recipientsOf(db, scope), await listWebhooks(db, scope)];
  const on = webhooks.filter(({ offSince }) => offSince === null).map(({ id }) => id);
  const reached = [...emails, ...on];
  return {
    reached,
    of: ({ channel, recipient }) => {
      if (reached.includes(recipient)) return "reached";
      if (channel === "mail") return "untold";
      return webhooks.some(({ id }) => id === recipient) ? "off" : "removed";
    },
  };
}
