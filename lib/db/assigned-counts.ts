import type { DirectoryScope } from "@/lib/auth/scope";
import type { AssignedCounts } from "@/lib/insight/cycle";
import type { Database } from "./client";

/** What an admin has said of how many are assigned; undefined where nobody did. */
export async function readAssignedCounts(
  db: Database,
  { organizationId, directoryId }: DirectoryScope,
): Promise<AssignedCounts | undefined> {
  const found = await db.directory.findFirst({
    where: { organizationId, id: directoryId },
    select: { assignedUsers: true, assignedGroups: true, assignedAt: true },
  });
  if (!found || found.assignedAt === null) return undefined;
  return { users: found.assignedUsers, groups: found.assignedGroups, at: found.assignedAt };
}

/** @param counts undefined: nobody says so any more */
export async function updateAssignedCounts(
  db: Database,
  { organizationId, directoryId }: DirectoryScope,
  counts: AssignedCounts | undefined,
): Promise<void> {
  await db.directory.updateMany({
    where: { organizationId, id: directoryId },
    data: {
      assignedUsers: counts?.users ?? null,
      assignedGroups: counts?.groups ?? null,
      assignedAt: counts?.at ?? null,
    },
  });
}
