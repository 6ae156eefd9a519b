import type { DirectoryScope } from "@/lib/auth/scope";
import { Prisma } from "@/prisma/generated/client";
import { db } from "./client";
import { keysetPage, statementOrder, type KeysetPage, type KeysetRequest } from "./keyset";
import { matchesSearch } from "./matches-search";
import { peopleCountsOf } from "./resource-counts";
import { textOfUser } from "./search-text";

export interface UserListRecord {
  id: string;
  userName: string;
  userNameKey: string;
  displayName: string | null;
  externalId: string | null;
  active: boolean;
  /** The brake holds that they were disabled. */
  isHeld: boolean;
  /** The SCIM `emails` as stored, or null. */
  emails: Prisma.JsonValue;
  created: Date;
  lastModified: Date;
}

export interface UserListQuery extends KeysetRequest {
  /** Part of userName, displayName or an e-mail address, in any case; or a whole externalId or SCIM id. */
  readonly search?: string;
  /** Who is held counts as active: for the application they are. */
  readonly active?: boolean;
  /** `userName` pages by userNameKey, `created` by the UUIDv7 id: both in index order. */
  readonly sort: "userName" | "created";
  readonly order: "asc" | "desc";
}

const isHeld = Prisma.sql`EXISTS (
  SELECT 1 FROM "HeldUser" h WHERE h."directoryId" = r."directoryId" AND h."userId" = r."id")`;

/** One page of the people of a directory. `after` and `before` are a userNameKey or an id, as `sort` says. */
export async function pageOfUsers(scope: DirectoryScope, query: UserListQuery): Promise<KeysetPage<UserListRecord>> {
  const order = statementOrder(query.order, query);
  const key = query.after ?? query.before;
  const column = query.sort === "userName" ? Prisma.sql`r."userNameKey"` : Prisma.sql`r."id"`;
  const value = query.sort === "userName" ? Prisma.sql`${key}` : Prisma.sql`${key}::uuid`;
  const found = await db.$queryRaw<UserListRecord[]>`
    SELECT r."id", r."userName", r."userNameKey", r."displayName", r."externalId", r."active", ${isHeld} AS "isHeld",
           r."attributes" -> 'emails' AS "emails", r."created", r."lastModified"
    FROM "User" r
    WHERE r."directoryId" = ${scope.directoryId}::uuid AND r."organizationId" = ${scope.organizationId}::uuid
      ${query.active === undefined ? Prisma.empty : Prisma.sql`AND (r."active" OR ${isHeld}) = ${query.active}`}
      ${query.search === undefined ? Prisma.empty : Prisma.sql`AND ${matchesSearch(textOfUser, query.search)}`}
      ${key === undefined ? Prisma.empty : order === "asc" ? Prisma.sql`AND ${column} > ${value}` : Prisma.sql`AND ${column} < ${value}`}
    ORDER BY ${column} ${order === "asc" ? Prisma.sql`ASC` : Prisma.sql`DESC`}
    LIMIT ${query.limit + 1}`;
  return keysetPage(found, query);
}

/** How many people a directory has, by what they are for the application: `held` ones are among the active. */
export async function countUsers({
  directoryId,
  organizationId,
}: DirectoryScope): Promise<{ active: number; disabled: number; held: number }> {
  const [counts] = await db.$queryRaw<{ people: number; inactive: number; held: number }[]>`
    SELECT n."people", n."inactive", (SELECT count(*)::int FROM "HeldUser" h WHERE h."directoryId" = d."id"
      AND h."kind" = 'disable') AS "held"
    FROM "Directory" d CROSS JOIN LATERAL ${peopleCountsOf(Prisma.sql`d."id"`)} n
    WHERE d."id" = ${directoryId}::uuid AND d."organizationId" = ${organizationId}::uuid`;
  const { people, inactive, held } = counts ?? { people: 0, inactive: 0, held: 0 };
  // Of a large directory `inactive` may be older than `held`.
  const disabled = Math.max(0, inactive - held);
  return { active: people - disabled, disabled, held };
}

export async function findUserRecord(scope: DirectoryScope, id: string) {
  return db.user.findFirst({
    where: { directoryId: scope.directoryId, organizationId: scope.organizationId, id },
    select: {
      id: true,
      userName: true,
      displayName: true,
      externalId: true,
      active: true,
      attributes: true,
      version: true,
      created: true,
      lastModified: true,
    },
  });
}

export interface MembershipRecord {
  id: string;
  displayName: string;
  addedAt: Date;
}

/** The groups that name this person or group as a direct member, by name; at most `limit`. */
export async function groupsOfMember(
  scope: DirectoryScope,
  memberId: string,
  limit: number,
): Promise<MembershipRecord[]> {
  return db.$queryRaw<MembershipRecord[]>`
    SELECT g."id", g."displayName", m."addedAt"
    FROM "Member" m
    JOIN "Group" g ON g."directoryId" = m."directoryId" AND g."id" = m."groupId"
    WHERE m."directoryId" = ${scope.directoryId}::uuid AND m."organizationId" = ${scope.organizationId}::uuid
      AND (m."memberUserId" = ${memberId}::uuid OR m."memberGroupId" = ${memberId}::uuid)
    ORDER BY g."displayNameKey"
    LIMIT ${limit}`;
}

/** Names of people by id, for references such as `manager`. */
export async function userNames(scope: DirectoryScope, ids: readonly string[]) {
  return db.user.findMany({
    where: { directoryId: scope.directoryId, organizationId: scope.organizationId, id: { in: [...ids] } },
    select: { id: true, displayName: true, userName: true },
  });
}
