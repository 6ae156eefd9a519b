import type { DirectoryScope } from "@/lib/auth/scope";
import type { Database } from "./client";

/** What a directory tells of failures. */
export interface AlertSettingRecord {
  readonly failureMail: boolean;
  /** The kinds of findings that are not told. */
  readonly quietKinds: readonly string[];
}

type Place = Pick<DirectoryScope, "organizationId" | "directoryId">;

/** @returns undefined where nobody has set it */
export async function findAlertSetting(
  db: Database,
  { organizationId, directoryId }: Place,
): Promise<AlertSettingRecord | undefined> {
  const row = await db.alertSetting.findFirst({
    where: { organizationId, directoryId },
    select: { failureMail: true, quietKinds: true },
  });
  return row ?? undefined;
}

export async function saveAlertSetting(
  db: Database,
  { organizationId, directoryId }: Place,
  { failureMail, quietKinds }: AlertSettingRecord,
): Promise<void> {
  const setting = { failureMail, quietKinds: [...quietKinds] };
  await db.alertSetting.upsert({
    where: { directoryId, organizationId },
    create: { directoryId, organizationId, ...setting },
    update: setting,
  });
}
