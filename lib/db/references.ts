import { sql } from "@/lib/scim/filter/sql-fragment";

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

/** The groups of user `r` as a jsonb array of { value, display, type }. Who is in no group costs one index look-up. */
export const groupsOfUser = sql`CASE WHEN EXISTS (
  SELECT 1 FROM "Member" m WHERE m."directoryId" = r."directoryId" AND m."memberUserId" = r."id"
) THEN (
  SELECT coalesce(jsonb_agg(jsonb_build_object('value', g."id", 'display', g."displayName",
    'type', CASE WHEN a.direct THEN 'direct' ELSE 'indirect' END) ORDER BY g."displayNameKey"), '[]')
  FROM (${groupsAboveUser}) a JOIN "Group" g ON g."directoryId" = r."directoryId" AND g."id" = a."groupId"
) ELSE '[]'::jsonb END`;

/** The members of row `r` as a jsonb array of { value, type, display }, in the order of their ids. */
export const membersOfRow = sql`(
  SELECT coalesce(jsonb_agg(jsonb_build_object('value', m."memberId", 'type', m."memberType",
    'display', coalesce(u."displayName", u."userName", g."displayName")) ORDER BY m."memberId"), '[]')
  FROM "Member" m
  LEFT JOIN "User" u ON u."directoryId" = m."directoryId" AND u."id" = m."memberUserId"
  LEFT JOIN "Group" g ON g."directoryId" = m."directoryId" AND g."id" = m."memberGroupId"
  WHERE m."directoryId" = r."directoryId" AND m."groupId" = r."id"
)`;
