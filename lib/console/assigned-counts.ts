import { requirePermission } from "@/lib/auth/permissions";
import type { OrganizationScope } from "@/lib/auth/scope";
import { updateAssignedCounts } from "@/lib/db/assigned-counts";
import type { SetAssignedCountsInput } from "@/lib/inputs/assigned-counts";
import { audited } from "./audited";
import { directoryOf } from "./directory-of";

/**
 * Notes how many people and groups an admin says are assigned at the identity provider: what the progress of an initial
 * cycle is told by. Neither number: what was said is forgotten.
 * @throws ForbiddenError, Refusal when the organization has no such directory
 */
export async function setAssignedCounts(
  organization: OrganizationScope,
  { directoryId, users, groups }: SetAssignedCountsInput,
): Promise<void> {
  requirePermission(organization.actor, "directory:update");
  const { scope, slug } = await directoryOf(organization, directoryId);
  const counts = users === null && groups === null ? undefined : { users, groups, at: new Date() };
  await audited(scope, async (transaction) => {
    await updateAssignedCounts(transaction, scope, counts);
    return {
      value: undefined,
      entry: { action: "directory.assigned", target: slug, directoryId, details: { users, groups } },
    };
  });
}
