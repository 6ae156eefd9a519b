import { sql } from "@/lib/scim/filter/sql-fragment";
import { foundColumns } from "./page-order";
import type { SqlFragment } from "@/lib/scim/filter/sql-fragment";

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

/**
 * A page of users (a row source as lib/db/page-order.ts makes it) with the groups of each. One walk up the groups serves
 * the whole page, and a row that the page skips costs none.
 */
export const pageWithGroups = (page: SqlFragment): SqlFragment => sql`
  WITH RECURSIVE page AS MATERIALIZED (SELECT * FROM ${page} p), above AS (
    SELECT r."directoryId", r."id" AS "userId", m."groupId", true AS direct FROM page r
      JOIN "Member" m ON m."directoryId" = r."directoryId" AND m."memberUserId" = r."id"
    UNION
    SELECT a."directoryId", a."userId", m."groupId", false FROM above a
      JOIN "Member" m ON m."directoryId" = a."directoryId" AND m."memberGroupId" = a."groupId"
  ), listed AS (
    SELECT a."userId", ${groupArray} AS "groups"
    FROM (SELECT "directoryId", "userId", "groupId", bool_or(direct) AS direct FROM above GROUP BY 1, 2, 3) a
    JOIN "Group" g ON g."directoryId" = a."directoryId" AND g."id" = a."groupId" GROUP BY a."userId"
  )
  SELECT ${foundColumns}, r."sortKey",
    coalesce(listed."groups", '[]') AS "groups"
  FROM page r LEFT JOIN listed ON listed."userId" = r."id" ORDER BY r."position"`;

/** The members of row `r` as a jsonb array of { value, type, display }, in the order of their ids. */
export const membersOfRow = sql`(
  SELECT coalesce(jsonb_agg(jsonb_build_object('value', m."memberId", 'type', m."memberType",
    'display', coalesce(u."displayName", u."userName", g."displayName")) ORDER BY m."memberId"), '[]')
  FROM "Member" m
  LEFT JOIN "User" u ON u."directoryId" = m."directoryId" AND u."id" = m."memberUserId"
  LEFT JOIN "Group" g ON g."directoryId" = m."directoryId" AND g."id" = m."memberGroupId"
  WHERE m."directoryId" = r."directoryId" AND m."groupId" = r."id"
)`;
