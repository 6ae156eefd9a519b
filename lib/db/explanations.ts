import type { DirectoryScope } from "@/lib/auth/scope";
import { Prisma } from "@/prisma/generated/client";
import { db } from "./client";
import { isKept } from "./kept-events";
import { memberLeft, movesMember } from "./timeline";
import { uuidFloor } from "./uuid-time";

/** A log row as the reason of something. */
export interface ReasonRecord {
  readonly id: string;
  readonly at: Date;
  readonly action: string;
  readonly method: string;
  readonly code: string | null;
  readonly detail: string | null;
}

const reason = Prisma.sql`e."id", e."at", e."action", e."method", e."code", e."detail"`;

const isOf = (scope: DirectoryScope) => Prisma.sql`e."directoryId" = ${scope.directoryId}::uuid
      AND e."organizationId" = ${scope.organizationId}::uuid AND ${isKept(scope)}`;

/** The last times when it was decided whether a person is active, or there: the newest first. */
export async function stateChangesOf(scope: DirectoryScope, userId: string, limit: number): Promise<ReasonRecord[]> {
  return db.$queryRaw<ReasonRecord[]>`SELECT ${reason} FROM "ProvisioningEvent" e
    WHERE ${isOf(scope)} AND e."resourceId" = ${userId}::uuid AND e."status" IN ('success', 'warning')
      AND e."action" IN ('create', 'disable', 'enable', 'restore', 'delete')
    ORDER BY e."id" DESC LIMIT ${limit}`;
}

/** The last refused change of a person or group behind a log row, and what it was refused for. */
export async function lastRefusal(
  scope: DirectoryScope,
  resourceId: string,
  behind: string | undefined,
): Promise<ReasonRecord | undefined> {
  const [found] = await db.$queryRaw<ReasonRecord[]>`SELECT ${reason} FROM "ProvisioningEvent" e
    WHERE ${isOf(scope)} AND e."resourceId" = ${resourceId}::uuid AND e."status" = 'failure' AND e."action" <> 'read'
      ${behind === undefined ? Prisma.empty : Prisma.sql`AND e."id" > ${behind}::uuid`}
    ORDER BY e."id" DESC LIMIT 1`;
  return found;
}

/** Changes of a group that are looked through for a refusal that names somebody. */
const refusalsWithin = 20_000;

/** The last refused change of a group that named a member, behind a log row. It is found in the request's body. */
export async function lastRefusalNaming(
  scope: DirectoryScope,
  groupId: string,
  memberId: string,
  behind: string | undefined,
): Promise<ReasonRecord | undefined> {
  const [found] = await db.$queryRaw<ReasonRecord[]>`WITH refused AS MATERIALIZED (
      SELECT e.* FROM (
        SELECT e."id", e."status" FROM "ProvisioningEvent" e
        WHERE ${isOf(scope)} AND e."resourceId" = ${groupId}::uuid
          ${behind === undefined ? Prisma.empty : Prisma.sql`AND e."id" > ${behind}::uuid`}
        ORDER BY e."id" DESC LIMIT ${refusalsWithin}
      ) e WHERE e."status" = 'failure'
    )
    SELECT ${reason} FROM refused JOIN "ProvisioningEvent" e ON e."id" = refused."id"
    WHERE ${isOf(scope)} AND position(${memberId} IN lower(e."requestBody"::text)) > 0
    ORDER BY e."id" DESC LIMIT 1`;
  return found;
}

/** The last log row of a group that says that a member came or went. */
export async function lastMove(
  scope: DirectoryScope,
  groupId: string,
  memberId: string,
): Promise<(ReasonRecord & { readonly left: boolean }) | undefined> {
  const member = Prisma.sql`${memberId}`;
  const [found] = await db.$queryRaw<(ReasonRecord & { readonly left: boolean })[]>`WITH moved AS MATERIALIZED (
      SELECT e."id", e."resourceId" FROM "ProvisioningEvent" e WHERE ${movesMember(scope, member)}
    ), last AS (
      SELECT "id" FROM moved WHERE "resourceId" = ${groupId}::uuid ORDER BY "id" DESC LIMIT 1
    )
    SELECT ${reason}, ${memberLeft(member)} AS "left"
    FROM last JOIN "ProvisioningEvent" e ON e."id" = last."id" WHERE ${isOf(scope)}`;
  return found;
}

/**
 * The last change of a group, made or refused and behind a log row, of which the log cannot tell whom it was about: it keeps
 * the ids of 1,000 who came or went, and of a long body its size.
 */
export async function lastUnnamedChange(
  scope: DirectoryScope,
  groupId: string,
  behind: string | undefined,
): Promise<(ReasonRecord & { readonly refused: boolean }) | undefined> {
  const [found] = await db.$queryRaw<(ReasonRecord & { readonly refused: boolean })[]>`WITH later AS MATERIALIZED (
      SELECT e."id" FROM "ProvisioningEvent" e
      WHERE ${isOf(scope)} AND e."resourceId" = ${groupId}::uuid
        ${behind === undefined ? Prisma.empty : Prisma.sql`AND e."id" > ${behind}::uuid`}
      ORDER BY e."id" DESC LIMIT ${refusalsWithin}
    )
    SELECT ${reason}, e."status" = 'failure' AS "refused" FROM later JOIN "ProvisioningEvent" e ON e."id" = later."id"
    WHERE ${isOf(scope)} AND e."action" <> 'read' AND CASE WHEN e."status" = 'failure' THEN e."requestBody" ? 'omitted'
      ELSE jsonb_path_exists(e."modified", '$[*] ? (@.path == "members" && (@.added > @.addedIds.size() || @.removed > @.removedIds.size()))')
      END
    ORDER BY e."id" DESC LIMIT 1`;
  return found;
}

/** How a person is in a group: directly, and through which of the groups that they are in. */
export interface WaysIntoGroup {
  readonly addedAt: Date | null;
  readonly throughId: string | null;
  readonly throughName: string | null;
}

export async function waysIntoGroup(
  { directoryId, organizationId }: DirectoryScope,
  groupId: string,
  userId: string,
): Promise<WaysIntoGroup | undefined> {
  const [found] = await db.$queryRaw<WaysIntoGroup[]>`WITH RECURSIVE above AS (
      SELECT m."groupId" AS "via", m."groupId" FROM "Member" m
        WHERE m."directoryId" = ${directoryId}::uuid AND m."organizationId" = ${organizationId}::uuid
          AND m."memberUserId" = ${userId}::uuid
      UNION
      SELECT above."via", m."groupId" FROM above
        JOIN "Member" m ON m."directoryId" = ${directoryId}::uuid AND m."memberGroupId" = above."groupId"
    )
    SELECT m."addedAt", g."id" AS "throughId", g."displayName" AS "throughName"
    FROM (SELECT 1) one
    LEFT JOIN "Member" m ON m."directoryId" = ${directoryId}::uuid AND m."organizationId" = ${organizationId}::uuid
      AND m."groupId" = ${groupId}::uuid AND m."memberId" = ${userId}::uuid
    LEFT JOIN LATERAL (
      SELECT g."id", g."displayName" FROM above
      JOIN "Group" g ON g."directoryId" = ${directoryId}::uuid AND g."id" = above."via"
      WHERE above."groupId" = ${groupId}::uuid AND above."via" <> above."groupId"
      ORDER BY g."displayNameKey" LIMIT 1
    ) g ON TRUE`;
  return found;
}

/** The log row of a change of a group at the moment that one of its memberships has; larger changes name nobody. */
export async function changeOfGroupAt(scope: DirectoryScope, groupId: string, at: Date): Promise<string | undefined> {
  const minuteMs = 60_000;
  const [from, to] = [uuidFloor(new Date(at.getTime() - minuteMs)), uuidFloor(new Date(at.getTime() + minuteMs))];
  const [found] = await db.$queryRaw<{ id: string }[]>`SELECT e."id" FROM "ProvisioningEvent" e
    WHERE ${isOf(scope)} AND e."resourceId" = ${groupId}::uuid AND e."id" >= ${from}::uuid AND e."id" < ${to}::uuid
      AND e."at" = ${at}::timestamptz LIMIT 1`;
  return found?.id;
}

/** Since when the directory's log tells; null: it has nothing. */
export async function logBegins(scope: DirectoryScope): Promise<Date | null> {
  const [found] = await db.$queryRaw<{ at: Date }[]>`SELECT e."at" FROM "ProvisioningEvent" e WHERE ${isOf(scope)}
    ORDER BY e."id" LIMIT 1`;
  return found?.at ?? null;
}
