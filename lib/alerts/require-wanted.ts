import { musterScope } from "@/lib/auth/muster";
import { findAlertSetting } from "@/lib/db/alert-settings";
import { db } from "@/lib/db/client";
import type { TakenMessage } from "@/lib/db/outbox";
import { Withdrawn } from "./delivery-error";
import { isFailureKind } from "./event-types";
import { recipientsOf } from "./recipients";
import { defaultAlertSetting } from "./told-findings";

/**
 * Asks, before a mail leaves that may have waited for days, whether its address is still one that is told: somebody who
 * left must not hear of it.
 * @throws Withdrawn
 */
export async function requireWanted(
  message: Pick<TakenMessage, "organizationId" | "directoryId" | "recipient" | "kind">,
): Promise<void> {
  const scope = { ...musterScope(message.organizationId), directoryId: message.directoryId };
  const recipients = await recipientsOf(db, scope);
  if (!recipients.includes(message.recipient)) throw new Withdrawn("its recipient is told no more");
  if (!isFailureKind(message.kind)) return;
  const { failureMail } = (await findAlertSetting(db, scope)) ?? defaultAlertSetting;
  if (!failureMail) throw new Withdrawn("failures are not told by e-mail any more");
}
