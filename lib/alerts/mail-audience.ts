import { findAlertSetting } from "@/lib/db/alert-settings";
import type { DirectoryScope } from "@/lib/auth/scope";
import type { Database } from "@/lib/db/client";
import type { TakenMessage } from "@/lib/db/outbox";
import { isFailureKind } from "./event-types";
import { recipientsOf } from "./recipients";
import { defaultAlertSetting } from "./told-findings";

/** Who is told by e-mail at present, and whether of failures too. */
export interface MailAudience {
  readonly recipients: readonly string[];
  readonly failures: boolean;
}

export async function mailAudienceOf(db: Database, scope: DirectoryScope): Promise<MailAudience> {
  const recipients = await recipientsOf(db, scope);
  const { failureMail } = (await findAlertSetting(db, scope)) ?? defaultAlertSetting;
  return { recipients, failures: failureMail };
}

/** `untold`: its address is none of those who are told. `unwanted`: it is about a failure, and those are not told by e-mail. */
export type WhyUnwanted = "untold" | "unwanted";

/** Why a mail is wanted no more that has waited, or was given up; undefined: it is wanted. */
export function whyUnwanted(
  { recipients, failures }: MailAudience,
  { recipient, kind }: Pick<TakenMessage, "recipient" | "kind">,
): WhyUnwanted | undefined {
  if (!recipients.includes(recipient)) return "untold";
  return isFailureKind(kind) && !failures ? "unwanted" : undefined;
}
