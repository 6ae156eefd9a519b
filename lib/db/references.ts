import type { DirectoryScope } from "@/lib/auth/scope";
import { raw, sql } from "@/lib/scim/filter/sql-fragment";
import type { GroupReference } from "@/lib/scim/resource/resource-record";
import { lookUp } from "./statements";

/**
 * The groups of user `r` as (groupId, direct): those it is a member of, and those above them (RFC 7643 §4.1.2 "groups").
 * UNION stops at a cycle.
 */
export const groupsAboveUser = sql`
  WITH RECURSIVE above AS (
    SELECT m."groupId", true AS direct FROM "Member" m
      WHERE m."directoryId" = r."directoryId" AND m."memberUserId" = r."id"
    UNION
    SELECT m."groupId", false FROM above
      JOIN "Member" m ON m."directoryId" = r."directoryId" AND m."memberGroupId" = above."groupId"
  )
  SELECT "groupId", bool_or(direct) AS direct FROM above GROUP BY "groupId"`;

/** Groups `g` with their directness in `a`, as RFC 7643 §4.1.2 shows them. */
const groupArray = sql`jsonb_agg(jsonb_build_object('value', g."id", 'display', g."displayName",
    'type', CASE WHEN a.direct THEN 'direct' ELSE 'indirect' END) ORDER BY g."displayNameKey")`;

/** The groups of user `r` as a jsonb array of { value, display, type }. Who is in no group costs one index look-up. */
export const groupsOfUser = sql`CASE WHEN EXISTS (
  SELECT 1 FROM "Member" m WHERE m."directoryId" = r."directoryId" AND m."memberUserId" = r."id"
) THEN (
  SELECT coalesce(${groupArray}, '[]')
  FROM (${groupsAboveUser}) a JOIN "Group" g ON g."directoryId" = r."directoryId" AND g."id" = a."groupId"
) ELSE '[]'::jsonb END`;

interface GroupOfPage {
  id: string;
  displayName: string;
  /** Ids, with commas between. */
  users: string | null;
  below: string | null;
}

/**
 * The groups of some users, by user: one walk up the groups serves a whole page. Each user's come in the order of their
 * names. One round trip.
 */
export async function groupsOfUsers(
  { directoryId }: DirectoryScope,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly GroupReference[]>> {
  const groups = await lookUp<GroupOfPage>(sql`WITH RECURSIVE direct AS MATERIALIZED (
      SELECT m."groupId", string_agg(m."memberUserId"::text, ',') AS "users" FROM "Member" m
      WHERE m."directoryId" = ${directoryId} AND m."memberUserId" = ANY(${ids}::uuid[]) GROUP BY m."groupId"
    ), above AS (
      SELECT direct."groupId" AS "below", m."groupId" FROM direct
        JOIN "Member" m ON m."directoryId" = ${directoryId} AND m."memberGroupId" = direct."groupId"
      UNION
      SELECT above."below", m."groupId" FROM above
        JOIN "Member" m ON m."directoryId" = ${directoryId} AND m."memberGroupId" = above."groupId"
    )
    SELECT g."id", g."displayName", direct."users",
      (SELECT string_agg(above."below"::text, ',') FROM above WHERE above."groupId" = g."id") AS "below"
    FROM "Group" g LEFT JOIN direct ON direct."groupId" = g."id"
    WHERE g."directoryId" = ${directoryId}
      AND g."id" IN (SELECT direct."groupId" FROM direct UNION SELECT above."groupId" FROM above)
    ORDER BY g."displayNameKey"`);
  const usersOf = new Map(groups.map(({ id, users }) => [id, idsOf(users)]));
  const byUser = new Map<string, GroupReference[]>();
  for (const { id, displayName, below } of groups) {
    const direct = new Set(usersOf.get(id));
    const indirect = new Set(
      idsOf(below)
        .flatMap((each) => usersOf.get(each) ?? [])
        .filter((user) => !direct.has(user)),
    );
    for (const [type, members] of [
      ["direct", direct],
      ["indirect", indirect],
    ] as const) {
      for (const user of members) {
        const list = byUser.get(user) ?? [];
        if (list.length === 0) byUser.set(user, list);
        list.push({ value: id, display: displayName, type });
      }
    }
  }
  return byUser;
}

const idsOf = (text: string | null): readonly string[] => (text === null ? [] : text.split(","));

/**
 * The first members of row `r` as a json array of { value, type, display }, in the order of their ids: at most `limit`,
 * and behind `after`.
 */
export const membersOfRow = (limit: number, after?: string) => sql`(
  SELECT coalesce(json_agg(json_build_object('value', m."memberId", 'type', m."memberType",
    'display', coalesce(u."displayName", u."userName", g."displayName")) ORDER BY m."memberId"), '[]')
  FROM (
    SELECT m.* FROM "Member" m
    WHERE m."directoryId" = r."directoryId" AND m."groupId" = r."id"
      AND ${after === undefined ? raw("TRUE") : sql`m."memberId" > ${after}`}
    ORDER BY m."memberId" LIMIT ${limit}
  ) m
  LEFT JOIN "User" u ON u."directoryId" = m."directoryId" AND u."id" = m."memberUserId"
  LEFT JOIN "Group" g ON g."directoryId" = m."directoryId" AND g."id" = m."memberGroupId"
)`;
