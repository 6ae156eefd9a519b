import { failureKinds } from "@/lib/alerts/event-types";
import { mailAudienceOf, whyUnwanted } from "@/lib/alerts/mail-audience";
import type { WhyUnwanted } from "@/lib/alerts/mail-audience";
import type { DirectoryScope } from "@/lib/auth/scope";
import type { Database } from "@/lib/db/client";
import type { DeadMessages } from "@/lib/db/outbox";
import { listWebhooks } from "@/lib/db/webhook-endpoints";

/**
 * Whether what was given up can be sent again. `off`: once its webhook is switched on. `removed`: never, there is no such
 * webhook any more. Otherwise it is a mail that nobody wants at present.
 */
export type DeliveryReach = "reached" | "off" | "removed" | WhyUnwanted;

export interface DirectoryReach {
  readonly of: (message: {
    readonly channel: string;
    readonly recipient: string;
    readonly kind: string;
  }) => DeliveryReach;
  /** Which of what was given up that is. */
  readonly reached: Pick<DeadMessages, "recipients" | "exceptKinds">;
}

/** Whom what a directory tells can be sent to at present. */
export async function reachOfDirectory(db: Database, scope: DirectoryScope): Promise<DirectoryReach> {
  const [mail, webhooks] = [await mailAudienceOf(db, scope), await listWebhooks(db, scope)];
  const on = webhooks.filter(({ offSince }) => offSince === null).map(({ id }) => id);
  return {
    reached: {
      recipients: [...mail.recipients, ...on],
      // Which only e-mail tells.
      exceptKinds: mail.failures ? [] : Object.values(failureKinds),
    },
    of: (message) => {
      if (message.channel === "mail") return whyUnwanted(mail, message) ?? "reached";
      if (on.includes(message.recipient)) return "reached";
      return webhooks.some(({ id }) => id === message.recipient) ? "off" : "removed";
    },
  };
}
