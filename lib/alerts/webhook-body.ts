import { z } from "zod";
import type { TakenMessage } from "@/lib/db/outbox";
import { routes } from "@/lib/routes";
import { eventTypes } from "./event-types";
import { findingTold } from "./failure";
import { findingLink } from "./finding-link";

const Facts = z.looseObject({
  organization: z.object({ slug: z.string(), name: z.string() }),
  directory: z.looseObject({ slug: z.string(), name: z.string() }),
});

/** What of a message makes a webhook's body. */
export type Event = Pick<TakenMessage, "kind" | "payload" | "createdAt">;

/**
 * The body of a webhook: its type, when it happened, and the facts with a link to where they are dealt with: to the
 * requests of a finding that has opened, as mails have it. The same for every attempt and every replay.
 * @param baseUrl where the console is, without trailing slash
 */
export function webhookBody({ kind, payload, createdAt }: Event, baseUrl: string): string {
  const facts = Facts.parse(payload);
  const link = baseUrl + pageOf({ kind, payload }, facts.organization.slug, facts.directory.slug);
  return JSON.stringify({ type: kind, timestamp: createdAt.toISOString(), data: { ...facts, link } });
}

function pageOf({ kind, payload }: Pick<Event, "kind" | "payload">, organization: string, directory: string): string {
  switch (kind) {
    case eventTypes.tripped:
      return routes.deprovisioning(organization, directory);
    case eventTypes.opened: {
      const finding = findingTold(payload);
      return finding === undefined
        ? routes.health(organization, directory)
        : findingLink(organization, directory, finding).path;
    }
    case eventTypes.cleared:
      return routes.health(organization, directory);
    case eventTypes.test:
      return routes.notifications(organization, directory);
    default:
      return routes.directory(organization, directory);
  }
}
