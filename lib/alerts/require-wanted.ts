import { musterScope } from "@/lib/auth/muster";
import { db } from "@/lib/db/client";
import type { TakenMessage } from "@/lib/db/outbox";
import { Withdrawn } from "./delivery-error";
import { mailAudienceOf, whyUnwanted } from "./mail-audience";

const reasons = {
  untold: "its recipient is told no more",
  unwanted: "failures are not told by e-mail any more",
} as const;

/**
 * Asks, before a mail leaves that may have waited for days, whether it is still one that is told: somebody who left must
 * not hear of it.
 * @throws Withdrawn
 */
export async function requireWanted(
  message: Pick<TakenMessage, "organizationId" | "directoryId" | "recipient" | "kind">,
): Promise<void> {
  const scope = { ...musterScope(message.organizationId), directoryId: message.directoryId };
  const why = whyUnwanted(await mailAudienceOf(db, scope), message);
  if (why !== undefined) throw new Withdrawn(reasons[why]);
}
