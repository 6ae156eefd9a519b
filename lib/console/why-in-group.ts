import { requirePermission } from "@/lib/auth/permissions";
import type { DirectoryScope } from "@/lib/auth/scope";
import {
  changeOfGroupAt,
  lastMove,
  lastRefusalNaming,
  lastUnnamedChange,
  logBegins,
  stateChangesOf,
  waysIntoGroup,
} from "@/lib/db/explanations";
import { findUserRecord } from "@/lib/db/console-users";
import { db } from "@/lib/db/client";
import { findDeletedUser } from "@/lib/db/deleted-users";
import { findGroup } from "./groups";
import { isUuid } from "./page";
import { toReason, type Reason } from "./reason";

/** Why a person is in a group, or is not. */
export type WhyInGroup =
  /** Directly; the log row is missing when the log is younger. */
  | { readonly kind: "member"; readonly addedAt: Date; readonly eventId: string | undefined }
  | { readonly kind: "nested"; readonly through: { readonly id: string; readonly name: string } }
  | { readonly kind: "removed"; readonly reason: Reason }
  /** They were in it until they were deleted. */
  | { readonly kind: "deleted"; readonly reason: Reason | undefined }
  /** They were added, deleted and came back without it. */
  | { readonly kind: "lost"; readonly reason: Reason }
  | { readonly kind: "refused"; readonly reason: Reason }
  /** So many came and went at once, or were to, that the log does not say whether this person did. */
  | { readonly kind: "unnamed" | "unnamedRefused"; readonly reason: Reason }
  /** The identity provider never asked for it, as far back as the log goes. */
  | { readonly kind: "never"; readonly logBegins: Date | null; readonly isInactive: boolean };

export interface MembershipAnswer {
  readonly person: { readonly id: string; readonly name: string };
  readonly group: { readonly id: string; readonly name: string };
  readonly why: WhyInGroup;
}

/** The answer; undefined when the directory has no such group, or never had such a person within the bin's days. */
export async function whyInGroup(
  scope: DirectoryScope,
  groupId: string,
  userId: string,
): Promise<MembershipAnswer | undefined> {
  requirePermission(scope.actor, "directory:read");
  if (!isUuid(userId)) return undefined;
  const [group, user, deleted] = await Promise.all([
    findGroup(scope, groupId),
    findUserRecord(scope, userId),
    findDeletedUser(db, scope, userId),
  ]);
  const person = user ?? deleted;
  if (group === undefined || person === null) return undefined;
  const isInactive = user?.active === false;
  const why = user === null ? await ofDeleted(scope, userId) : await ofPerson(scope, groupId, userId, isInactive);
  return {
    person: { id: userId, name: person.displayName ?? person.userName },
    group: { id: groupId, name: group.displayName },
    why,
  };
}

async function ofDeleted(scope: DirectoryScope, userId: string): Promise<WhyInGroup> {
  const [last] = await stateChangesOf(scope, userId, 1);
  return { kind: "deleted", reason: last?.action === "delete" ? toReason(last) : undefined };
}

async function ofPerson(
  scope: DirectoryScope,
  groupId: string,
  userId: string,
  isInactive: boolean,
): Promise<WhyInGroup> {
  const [ways, move] = await Promise.all([waysIntoGroup(scope, groupId, userId), lastMove(scope, groupId, userId)]);
  if (ways !== undefined && ways.addedAt !== null) {
    const { addedAt } = ways;
    // They may have gone and come back since, in a change that names nobody.
    const isMove = move?.left === false && move.at.getTime() === addedAt.getTime();
    const eventId = isMove ? move.id : await changeOfGroupAt(scope, groupId, addedAt);
    return { kind: "member", addedAt, eventId };
  }
  if (ways !== undefined && ways.throughId !== null) {
    return { kind: "nested", through: { id: ways.throughId, name: ways.throughName ?? ways.throughId } };
  }
  const refused = await lastRefusalNaming(scope, groupId, userId, move?.id);
  if (refused !== undefined) return { kind: "refused", reason: toReason(refused) };
  if (move?.left === true) return { kind: "removed", reason: toReason(move) };
  if (move !== undefined && (await wasDeletedSince(scope, userId, move.id)))
    return { kind: "lost", reason: toReason(move) };
  const unnamed = await lastUnnamedChange(scope, groupId, move?.id);
  if (unnamed !== undefined) return { kind: unnamed.refused ? "unnamedRefused" : "unnamed", reason: toReason(unnamed) };
  if (move !== undefined) return { kind: "lost", reason: toReason(move) };
  return { kind: "never", logBegins: await logBegins(scope), isInactive };
}

const stateChangesMax = 10;

async function wasDeletedSince(scope: DirectoryScope, userId: string, eventId: string): Promise<boolean> {
  const changes = await stateChangesOf(scope, userId, stateChangesMax);
  return changes.some(({ id, action }) => id > eventId && (action === "delete" || action === "restore"));
}
