import type { DirectoryScope } from "@/lib/auth/scope";
import { Prisma } from "@/prisma/generated/client";
import { db } from "./client";
import { isKept } from "./kept-events";
import { isStrangerSql, strangerSql } from "./log-identities";
import { movedCount } from "./moved-count";

/** A log row as a timeline tells it. */
export interface TimelineRecord {
  id: string;
  at: Date;
  action: string;
  status: string;
  httpStatus: number;
  code: string | null;
  detail: string | null;
  method: string;
  resourceType: string | null;
  resourceId: string | null;
  name: string | null;
  credentialId: string | null;
  /** ModifiedProperty[], the first of them, without `members`. */
  changes: Prisma.JsonValue;
  /** Members of a group who came and went: how many, and the ids of the first of them. Null: none did. */
  added: number | null;
  removed: number | null;
  addedIds: Prisma.JsonValue;
  removedIds: Prisma.JsonValue;
  /** Of a group's row in a person's timeline: whether they left it. */
  left: boolean;
}

/** Properties of one row that are told, and ids of members. */
const changesMax = 60;
const namesMax = 50;

const isOf = (scope: DirectoryScope) => Prisma.sql`e."directoryId" = ${scope.directoryId}::uuid
      AND e."organizationId" = ${scope.organizationId}::uuid AND ${isKept(scope)}`;

/** What changes nothing is not told: it is most of the log. */
const isTold = Prisma.sql`e."action" NOT IN ('read', 'selfTest', 'testConnection', 'other')`;

/** What a timeline tells of each row `e`. */
export const timelineColumns = Prisma.sql`e."id", e."at", e."action", e."status", e."httpStatus", e."code", e."detail", e."method",
      e."resourceType", e."resourceId", coalesce(e."displayName", e."userName", e."externalId") AS "name", e."credentialId"`;

const ownChanges = Prisma.raw(
  `jsonb_path_query_array(jsonb_path_query_array(e."modified", '$[*] ? (@.path <> "members")'), '$[0 to ${changesMax - 1}]')`,
);

/** That the log row `e` of a group names a member who came or went; "ProvisioningEvent_members_idx" answers it. */
export const movesMember = ({ directoryId }: DirectoryScope, memberId: Prisma.Sql) => Prisma.sql`
  e."directoryId" = ${directoryId}::uuid AND e."resourceType" = 'Group' AND e."modified" IS NOT NULL
    AND "muster_moved_members"(e."modified") @> ARRAY[${memberId}::uuid]`;

/** Of such a row: whether the member went. */
export const memberLeft = (memberId: Prisma.Sql) => Prisma.sql`jsonb_path_exists(e."modified",
    '$[*].removedIds[*] ? (@ == $id)', jsonb_build_object('id', ${memberId}::text))`;

/** Refused attempts to create somebody of a userName: they are about nobody's id. "ProvisioningEvent_stranger_idx" answers it. */
const refusedCreates = (scope: DirectoryScope, userName: string | null, older: Prisma.Sql) => Prisma.sql`
  SELECT e."id" FROM "ProvisioningEvent" e
  WHERE ${isOf(scope)} AND ${Prisma.raw(isStrangerSql.strings.join(""))}
    AND ${Prisma.raw(strangerSql.strings.join(""))} = md5(lower(${userName}::text))::uuid
    AND e."action" = 'create' AND e."status" = 'failure' ${older}`;

/**
 * The log rows that tell of a person, the newest first, those behind `olderThan` only: what was asked about them, refused
 * attempts to create somebody of their userName, and the changes of groups that name them. These are few, so they are found
 * before they are ordered.
 */
export async function timelineOfUser(
  scope: DirectoryScope,
  userId: string,
  { userName, olderThan, limit }: { readonly userName?: string; readonly olderThan?: string; readonly limit: number },
): Promise<TimelineRecord[]> {
  const older = olderThan === undefined ? Prisma.empty : Prisma.sql`AND e."id" < ${olderThan}::uuid`;
  const person = Prisma.sql`${userId}`;
  return db.$queryRaw<TimelineRecord[]>`WITH moved AS MATERIALIZED (
      SELECT e."id" FROM "ProvisioningEvent" e WHERE ${movesMember(scope, person)} ${older}
    ), told AS (
      (SELECT e."id" FROM "ProvisioningEvent" e
        WHERE ${isOf(scope)} AND e."resourceId" = ${userId}::uuid AND ${isTold} ${older}
        ORDER BY e."id" DESC LIMIT ${limit})
      UNION (${refusedCreates(scope, userName ?? null, older)} ORDER BY e."id" DESC LIMIT ${limit})
      UNION (SELECT "id" FROM moved ORDER BY "id" DESC LIMIT ${limit})
      ORDER BY "id" DESC LIMIT ${limit}
    )
    SELECT ${timelineColumns},
      CASE WHEN e."resourceType" = 'Group' THEN '[]'::jsonb ELSE ${ownChanges} END AS "changes",
      NULL::int AS "added", NULL::int AS "removed", NULL::jsonb AS "addedIds", NULL::jsonb AS "removedIds",
      coalesce(e."resourceType" = 'Group' AND ${memberLeft(person)}, false) AS "left"
    FROM told JOIN "ProvisioningEvent" e ON e."id" = told."id"
    WHERE ${isOf(scope)}
    ORDER BY e."id" DESC`;
}

/** The log rows of a group, the newest first, those behind `olderThan` only. Of members it has the first ids of each row. */
export async function timelineOfGroup(
  scope: DirectoryScope,
  groupId: string,
  { olderThan, limit }: { readonly olderThan?: string; readonly limit: number },
): Promise<TimelineRecord[]> {
  const older = olderThan === undefined ? Prisma.empty : Prisma.sql`AND e."id" < ${olderThan}::uuid`;
  const ids = (name: "addedIds" | "removedIds") =>
    Prisma.raw(`jsonb_path_query_array(e."modified", '$[*].${name}[0 to ${namesMax - 1}]') AS "${name}"`);
  const count = (name: "added" | "removed") => Prisma.raw(movedCount(name));
  return db.$queryRaw<TimelineRecord[]>`
    SELECT ${timelineColumns}, ${ownChanges} AS "changes", ${count("added")}, ${count("removed")}, ${ids("addedIds")},
      ${ids("removedIds")}, false AS "left"
    FROM "ProvisioningEvent" e
    WHERE ${isOf(scope)} AND e."resourceId" = ${groupId}::uuid AND ${isTold} ${older}
    ORDER BY e."id" DESC LIMIT ${limit}`;
}
