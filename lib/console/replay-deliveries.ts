import { requirePermission } from "@/lib/auth/permissions";
import type { OrganizationScope } from "@/lib/auth/scope";
import { db } from "@/lib/db/client";
import { findDirectoryBy } from "@/lib/db/directories";
import { replayDead } from "@/lib/db/outbox";
import { notFound, Refusal } from "@/lib/inputs/refusal";
import type { ReplayInput } from "@/lib/inputs/webhook";
import { audited } from "./audited";

/**
 * Has what was given up delivered again, at once, with all attempts anew and under the same id: one message, or everything
 * of one endpoint or of the directory.
 * @returns how many
 * @throws ForbiddenError, Refusal when the organization has no such directory, or that message was not given up
 */
export async function replayDeliveries(
  scope: OrganizationScope,
  { directoryId, messageId, webhookId }: ReplayInput,
): Promise<{ readonly replayed: number }> {
  requirePermission(scope.actor, "directory:update");
  const directory = await findDirectoryBy(db, scope, { id: directoryId });
  if (directory === undefined) throw notFound();
  return audited(scope, async (transaction) => {
    const which = { id: messageId, webhookId };
    const replayed = await replayDead(transaction, { ...scope, directoryId }, which, new Date());
    if (replayed === 0) throw new Refusal("errors.notDead");
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
