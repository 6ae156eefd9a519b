import { requirePermission } from "@/lib/auth/permissions";
import type { DirectoryScope } from "@/lib/auth/scope";
import { countGroups, findGroupRecord, pageOfGroups, pageOfMembers, type MemberRecord } from "@/lib/db/console-groups";
import { decodeCursor, isUuid, pageOf, searchText, type Page } from "./page";

export interface GroupRow {
  readonly id: string;
  readonly displayName: string;
  readonly members: number;
  readonly created: Date;
  readonly lastModified: Date;
}

export interface GroupListInput {
  readonly search?: string;
  readonly sort?: "displayName" | "created";
  readonly order?: "asc" | "desc";
  readonly after?: string;
  readonly before?: string;
  readonly limit?: number;
}

/** A page of groups with their direct member counts, by displayName unless asked otherwise. */
export async function listGroups(scope: DirectoryScope, input: GroupListInput): Promise<Page<GroupRow>> {
  requirePermission(scope.actor, "directory:read");
  const sort = input.sort ?? "displayName";
  const kind = sort === "displayName" ? "text" : "uuid";
  const page = await pageOfGroups(scope, {
    search: searchText(input.search),
    sort,
    order: input.order ?? "asc",
    after: decodeCursor(input.after, kind),
    before: decodeCursor(input.before, kind),
    limit: input.limit ?? 50,
  });
  return pageOf(
    page,
    (row) => (sort === "displayName" ? row.displayNameKey : row.id),
    ({ id, displayName, members, created, lastModified }) => ({ id, displayName, members, created, lastModified }),
  );
}

export async function countGroupsOf(scope: DirectoryScope): Promise<number> {
  requirePermission(scope.actor, "directory:read");
  return countGroups(scope);
}

export interface GroupDto {
  readonly id: string;
  readonly displayName: string;
  readonly externalId: string | null;
  readonly version: number;
  readonly members: number;
  readonly created: Date;
  readonly lastModified: Date;
}

/** One group without its members; undefined for anybody else's. */
export async function findGroup(scope: DirectoryScope, id: string): Promise<GroupDto | undefined> {
  requirePermission(scope.actor, "directory:read");
  if (!isUuid(id)) return undefined;
  const record = await findGroupRecord(scope, id);
  if (record === null) return undefined;
  const { _count, ...group } = record;
  return { ...group, members: _count.members };
}

export interface MemberRow {
  readonly id: string;
  readonly type: "User" | "Group";
  readonly name: string;
  /** Of a User. */
  readonly userName: string | null;
  readonly active: boolean | null;
  readonly addedAt: Date;
}

/** A page of a group's members, in the order of their arrival in the directory. */
export async function listMembers(
  scope: DirectoryScope,
  groupId: string,
  input: { readonly after?: string; readonly before?: string; readonly limit?: number },
): Promise<Page<MemberRow>> {
  requirePermission(scope.actor, "directory:read");
  const page = await pageOfMembers(scope, groupId, {
    after: decodeCursor(input.after, "uuid"),
    before: decodeCursor(input.before, "uuid"),
    limit: input.limit ?? 50,
  });
  return pageOf(page, (row) => row.memberId, toMember);
}

function toMember(record: MemberRecord): MemberRow {
  return {
    id: record.memberId,
    type: record.memberType,
    name: record.displayName ?? record.userName ?? record.memberId,
    userName: record.userName,
    active: record.active,
    addedAt: record.addedAt,
  };
}
