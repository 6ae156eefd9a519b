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
import { findDeletedUserRecord, findFormerResource } from "@/lib/db/former-resources";
import { isDecision } from "./decision-event";
import { findGroup } from "./groups";
import { isUuid } from "./page";
import { toReason, type Reason } from "./reason";

/** Why a person is in a group, or is not. */
export type WhyInGroup =
  /** Directly; the log row is missing when the log is younger. */
  | { readonly kind: "member"; readonly addedAt: Date; readonly eventId: string | undefined }
  | { readonly kind: "nested"; readonly through: { readonly id: string; readonly name: string } }
  | { readonly kind: "removed"; readonly reason: Reason }
  /** They are deleted. `wasMember`: they were in it until then. */
  | { readonly kind: "deleted"; readonly reason: Reason | undefined; readonly wasMember: boolean }
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

/** The answer; undefined when the directory has no such group, or neither it nor its bin nor its log such a person. */
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
    findDeletedUserRecord(scope, userId),
  ]);
  if (group === undefined) return undefined;
  const person = user ?? deleted;
  const name = person === null ? await formerName(scope, userId) : (person.displayName ?? person.userName);
  if (name === undefined) return undefined;
  const why =
    user === null
      ? await ofDeleted(scope, groupId, userId, deleted?.groupIds)
      : await ofPerson(scope, groupId, userId, !user.active);
  return { person: { id: userId, name }, group: { id: groupId, name: group.displayName }, why };
}

/** What somebody was called whom only the log knows any more. */
async function formerName(scope: DirectoryScope, userId: string): Promise<string | undefined> {
  const former = await findFormerResource(scope, userId);
  return former?.resourceType === "User" ? former.name : undefined;
}

/** @param groupIds the groups that they are in the bin with; undefined: they are no longer in it */
async function ofDeleted(
  scope: DirectoryScope,
  groupId: string,
  userId: string,
  groupIds: readonly string[] | undefined,
): Promise<WhyInGroup> {
  // The last may be what an admin decided of a deletion that the brake had held.
  const changes = await stateChangesOf(scope, userId, stateChangesMax);
  const last = changes.find(({ method }) => !isDecision(method)) ?? changes[0];
  const wasMember = groupIds?.includes(groupId) ?? (await lastMove(scope, groupId, userId))?.left === false;
  return { kind: "deleted", reason: last?.action === "delete" ? toReason(last) : undefined, wasMember };
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
