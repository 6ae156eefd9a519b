import type { DirectoryScope } from "@/lib/auth/scope";
import { Prisma, type MemberType } from "@/prisma/generated/client";
import { db } from "./client";
import { keysetPage, statementOrder, type KeysetPage, type KeysetRequest } from "./keyset";
import { matchesSearch } from "./matches-search";
import { groupCountOf } from "./resource-counts";
import { textOfGroup } from "./search-text";

export interface GroupListRecord {
  id: string;
  displayName: string;
  displayNameKey: string;
  externalId: string | null;
  members: number;
  created: Date;
  lastModified: Date;
}

export interface GroupListQuery extends KeysetRequest {
  /** Part of displayName, in any case; or a whole externalId or SCIM id. */
  readonly search?: string;
  /** `displayName` pages by displayNameKey, `created` by the UUIDv7 id. */
  readonly sort: "displayName" | "created";
  readonly order: "asc" | "desc";
}

/** One page of the groups of a directory. Members are counted for the groups of this page only. */
export async function pageOfGroups(scope: DirectoryScope, query: GroupListQuery): Promise<KeysetPage<GroupListRecord>> {
  const order = statementOrder(query.order, query);
  const key = query.after ?? query.before;
  const column = query.sort === "displayName" ? Prisma.sql`r."displayNameKey"` : Prisma.sql`r."id"`;
  const value = query.sort === "displayName" ? Prisma.sql`${key}` : Prisma.sql`${key}::uuid`;
  const direction = order === "asc" ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const found = await db.$queryRaw<GroupListRecord[]>`
    SELECT r.*, (SELECT count(*)::int FROM "Member" m
                 WHERE m."directoryId" = ${scope.directoryId}::uuid AND m."groupId" = r."id") AS "members"
    FROM (
      SELECT r."id", r."displayName", r."displayNameKey", r."externalId", r."created", r."lastModified"
      FROM "Group" r
      WHERE r."directoryId" = ${scope.directoryId}::uuid AND r."organizationId" = ${scope.organizationId}::uuid
        ${query.search === undefined ? Prisma.empty : Prisma.sql`AND ${matchesSearch(textOfGroup, query.search)}`}
        ${key === undefined ? Prisma.empty : order === "asc" ? Prisma.sql`AND ${column} > ${value}` : Prisma.sql`AND ${column} < ${value}`}
      ORDER BY ${column} ${direction}
      LIMIT ${query.limit + 1}
    ) r
    ORDER BY ${column} ${direction}`;
  return keysetPage(found, query);
}

export async function countGroups({ directoryId, organizationId }: DirectoryScope): Promise<number> {
  const [row] = await db.$queryRaw<{ groups: number }[]>`
    SELECT ${groupCountOf(Prisma.sql`d."id"`)} AS "groups" FROM "Directory" d
    WHERE d."id" = ${directoryId}::uuid AND d."organizationId" = ${organizationId}::uuid`;
  return row?.groups ?? 0;
}

export async function findGroupRecord(scope: DirectoryScope, id: string) {
  return db.group.findFirst({
    where: { directoryId: scope.directoryId, organizationId: scope.organizationId, id },
    select: {
      id: true,
      displayName: true,
      externalId: true,
      version: true,
      created: true,
      lastModified: true,
      _count: { select: { members: true } },
    },
  });
}

export interface MemberRecord {
  memberId: string;
  memberType: MemberType;
  addedAt: Date;
  displayName: string | null;
  userName: string | null;
  active: boolean | null;
}

/** One page of a group's members, by id: the order of the primary key, at any size of group. */
export async function pageOfMembers(
  scope: DirectoryScope,
  groupId: string,
  request: KeysetRequest,
): Promise<KeysetPage<MemberRecord>> {
  const order = statementOrder("asc", request);
  const key = request.after ?? request.before;
  const beyond =
    key === undefined
      ? Prisma.empty
      : order === "asc"
        ? Prisma.sql`AND m."memberId" > ${key}::uuid`
        : Prisma.sql`AND m."memberId" < ${key}::uuid`;
  const found = await db.$queryRaw<MemberRecord[]>`
    SELECT m."memberId", m."memberType", m."addedAt", coalesce(u."displayName", g."displayName") AS "displayName",
           u."userName", u."active"
    FROM "Member" m
    LEFT JOIN "User" u ON u."directoryId" = m."directoryId" AND u."id" = m."memberUserId"
    LEFT JOIN "Group" g ON g."directoryId" = m."directoryId" AND g."id" = m."memberGroupId"
    WHERE m."directoryId" = ${scope.directoryId}::uuid AND m."organizationId" = ${scope.organizationId}::uuid
      AND m."groupId" = ${groupId}::uuid ${beyond}
    ORDER BY m."memberId" ${order === "asc" ? Prisma.sql`ASC` : Prisma.sql`DESC`}
    LIMIT ${request.limit + 1}`;
  return keysetPage(found, request);
}
