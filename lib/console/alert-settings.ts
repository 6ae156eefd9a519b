import { defaultAlertSetting, toldKinds } from "@/lib/alerts/told-findings";
import type { ToldKind } from "@/lib/alerts/told-findings";
import { requirePermission } from "@/lib/auth/permissions";
import type { DirectoryScope, OrganizationScope } from "@/lib/auth/scope";
import { findAlertSetting, saveAlertSetting } from "@/lib/db/alert-settings";
import { db } from "@/lib/db/client";
import { findDirectoryBy } from "@/lib/db/directories";
import { notFound } from "@/lib/inputs/refusal";
import type { SetAlertsInput } from "@/lib/inputs/notification";
import { audited } from "./audited";

export interface AlertSettingDto {
  /** Whether an e-mail is sent when a failure occurs. */
  readonly failureMail: boolean;
  /** The findings that are not told, neither by e-mail nor to webhooks. */
  readonly quietKinds: readonly ToldKind[];
}

/** What a directory tells of failures. */
export async function readAlertSetting(scope: DirectoryScope): Promise<AlertSettingDto> {
  requirePermission(scope.actor, "directory:read");
  const { failureMail, quietKinds } = (await findAlertSetting(db, scope)) ?? defaultAlertSetting;
  return { failureMail, quietKinds: toldKinds.filter((kind) => quietKinds.includes(kind)) };
}

/**
 * Sets what a directory tells of failures.
 * @throws ForbiddenError, Refusal when the organization has no such directory
 */
export async function setAlerts(
  scope: OrganizationScope,
  { directoryId, failureMail, quietKinds }: SetAlertsInput,
): Promise<AlertSettingDto> {
  requirePermission(scope.actor, "directory:update");
  const directory = await findDirectoryBy(db, scope, { id: directoryId });
  if (directory === undefined) throw notFound();
  const value = { failureMail, quietKinds };
  return audited(scope, async (transaction) => {
    await saveAlertSetting(transaction, { ...scope, directoryId }, value);
    return {
      value,
      entry: { action: "directory.alerts", target: directory.slug, directoryId, details: { ...value } },
    };
  });
}
