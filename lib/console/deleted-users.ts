import { keptForDays } from "@/lib/applications/deprovision-brake";
import { requirePermission } from "@/lib/auth/permissions";
import type { DirectoryScope, OrganizationScope } from "@/lib/auth/scope";
import {
  countDeletedUsers,
  findDeletedUser,
  findHolder,
  pageOfDeletedUsers,
  restoreUser,
  type DeletedUserRecord,
} from "@/lib/db/deleted-users";
import type { RestoreUserInput } from "@/lib/inputs/deprovisioning";
import { notFound, Refusal } from "@/lib/inputs/refusal";
import { toSearch } from "@/lib/scim/resource/search";
import { asJsonObject } from "./as-json-object";
import { audited } from "./audited";
import { decisionEvent } from "./decision-event";
import { directoryOf } from "./directory-of";
import { decodeCursor, pageOf, searchText, type Page } from "./page";

const dayMs = 24 * 60 * 60 * 1000;

export interface DeletedUserRow {
  readonly id: string;
  readonly userName: string;
  readonly displayName: string | null;
  readonly deletedAt: Date;
  /** Whole days that they are still kept, at least 0. */
  readonly daysLeft: number;
  /** The log row of the deletion. */
  readonly eventId: string;
  /** The brake holds the deletion: for the application they are still there. */
  readonly isHeld: boolean;
  /** Who has the userName now: restoring is refused. */
  readonly takenBy: { readonly id: string; readonly name: string } | undefined;
}

export interface DeletedUserListInput {
  readonly search?: string;
  readonly after?: string;
  readonly before?: string;
  readonly limit?: number;
}

/** A page of the people who were deleted within 30 days, the latest first. */
export async function listDeletedUsers(
  scope: DirectoryScope,
  input: DeletedUserListInput = {},
): Promise<Page<DeletedUserRow>> {
  requirePermission(scope.actor, "directory:read");
  const page = await pageOfDeletedUsers(scope, {
    search: searchText(input.search),
    after: decodeCursor(input.after, "uuid"),
    before: decodeCursor(input.before, "uuid"),
    limit: input.limit ?? 50,
  });
  const now = Date.now();
  return pageOf(
    page,
    (row) => row.eventId,
    (row) => toRow(row, now),
  );
}

export async function countDeletedUsersOf(scope: DirectoryScope): Promise<number> {
  requirePermission(scope.actor, "directory:read");
  return countDeletedUsers(scope);
}

export interface RestoredUserDto {
  readonly id: string;
  readonly userName: string;
  readonly displayName: string | null;
  /** Memberships that came back: of the groups that are still there. */
  readonly groups: number;
}

/**
 * Puts a deleted person back: same id, same attributes, the memberships whose groups are still there. The version goes on
 * counting. What the brake held of them is settled.
 * @throws ForbiddenError, Refusal when the bin has nobody of that id, or a new person has the userName
 */
export async function restoreDeletedUser(
  organization: OrganizationScope,
  { directoryId, userId }: RestoreUserInput,
): Promise<RestoredUserDto> {
  requirePermission(organization.actor, "person:decide");
  const { scope, profile } = await directoryOf(organization, directoryId);
  return audited(scope, async (transaction) => {
    const found = await findDeletedUser(transaction, scope, userId);
    if (found === null) throw notFound("errors.notInBin");
    const { id, userName, displayName, version } = found;
    const attributes = asJsonObject(found.attributes);
    const at = new Date();
    const event = decisionEvent(scope, found, { action: "restore", at, step: "Restored with the same id" });
    const write = { id, attributes, search: toSearch(profile.user, attributes) };
    const restored = await restoreUser(transaction, scope, write, at, { expectedVersion: version, event });
    if (restored === undefined) {
      const holder = await findHolder(transaction, scope, found.userNameKey);
      throw holder === null
        ? notFound("errors.notInBin")
        : new Refusal("errors.userNameTaken", { values: { userName, holder: holder.displayName ?? holder.userName } });
    }
    return {
      value: { id, userName, displayName, groups: restored.groups },
      entry: { action: "user.restore", target: userName, directoryId, details: { userId, groups: restored.groups } },
    };
  });
}

const toRow = ({ takenById, takenByName, ...row }: DeletedUserRecord, now: number): DeletedUserRow => {
  const leftMs = row.deletedAt.getTime() + keptForDays * dayMs - now;
  return {
    ...row,
    daysLeft: Math.max(0, Math.ceil(leftMs / dayMs)),
    takenBy: takenById === null ? undefined : { id: takenById, name: takenByName ?? row.userName },
  };
};
