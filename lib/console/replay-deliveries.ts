import { requirePermission } from "@/lib/auth/permissions";
import type { OrganizationScope } from "@/lib/auth/scope";
import { db } from "@/lib/db/client";
import { findDirectoryBy } from "@/lib/db/directories";
import { hasDead, replayDead } from "@/lib/db/outbox";
import { notFound, Refusal } from "@/lib/inputs/refusal";
import type { ReplayInput } from "@/lib/inputs/webhook";
import { audited } from "./audited";
import { reachOfDirectory } from "./delivery-reach";

/**
 * Has what was given up delivered again, at once, with all attempts anew and under the same id: one message, or everything
 * of one endpoint or of the directory. What nobody would take at present stays given up: its webhook is off or removed,
 * its address is told no more, or it is about a failure and those are not told by e-mail.
 * @returns how many
 * @throws ForbiddenError, Refusal when the organization has no such directory, or nothing of it was given up or can be sent
 */
export async function replayDeliveries(
  scope: OrganizationScope,
  { directoryId, messageId, webhookId }: ReplayInput,
): Promise<{ readonly replayed: number }> {
  requirePermission(scope.actor, "directory:update");
  const directory = await findDirectoryBy(db, scope, { id: directoryId });
  if (directory === undefined) throw notFound();
  return audited(scope, async (transaction) => {
    const place = { ...scope, directoryId };
    const which = { id: messageId, webhookId };
    const { reached } = await reachOfDirectory(transaction, place);
    const replayed = await replayDead(transaction, place, { ...which, ...reached }, new Date());
    if (replayed === 0)
      throw new Refusal((await hasDead(transaction, place, which)) ? "errors.notReached" : "errors.notDead");
    return {
      value: { replayed },
      entry: {
        action: "delivery.replay",
        target: directory.slug,
        directoryId,
        details: { replayed, ...(webhookId !== undefined && { webhookId }) },
      },
    };
  });
}
