import type { DirectoryScope } from "@/lib/auth/scope";
import type { ProvisioningEvent } from "@/lib/insight/provisioning-event";
import { Prisma } from "@/prisma/generated/client";
import { db as anyOrganization } from "./client";
import type { Database } from "./client";
import { insertEventsSql } from "./events";
import { holdsName, isName } from "./holds-text";
import { keysetPage, statementOrder, type KeysetPage, type KeysetRequest } from "./keyset";
import type { ResourceWrite } from "./resource-store";
import { columnsOfUser } from "./users";
import { requestMsMax } from "./uuid-time";

export interface DeletedUserRecord {
  readonly id: string;
  readonly userName: string;
  readonly displayName: string | null;
  readonly deletedAt: Date;
  /** The request that deleted them. */
  readonly eventId: string;
  readonly isHeld: boolean;
  /** Who has the userName now. */
  readonly takenById: string | null;
  readonly takenByName: string | null;
}

const ofDirectory = (alias: Prisma.Sql, { directoryId, organizationId }: DirectoryScope) =>
  Prisma.sql`${alias}."directoryId" = ${directoryId}::uuid AND ${alias}."organizationId" = ${organizationId}::uuid`;

const b = Prisma.sql`b`;

/** One page of the bin of a directory, who was deleted last first. The keys are eventIds. */
export async function pageOfDeletedUsers(
  scope: DirectoryScope,
  query: KeysetRequest & { readonly search?: string },
): Promise<KeysetPage<DeletedUserRecord>> {
  const order = statementOrder("desc", query);
  const key = query.after ?? query.before;
  const text = query.search;
  const found = await anyOrganization.$queryRaw<DeletedUserRecord[]>`
    SELECT b."id", b."userName", b."displayName", b."deletedAt", b."eventId",
      EXISTS (SELECT 1 FROM "HeldUser" h WHERE h."directoryId" = b."directoryId" AND h."userId" = b."id") AS "isHeld",
      u."id" AS "takenById", coalesce(u."displayName", u."userName") AS "takenByName"
    FROM "DeletedUser" b
    LEFT JOIN "User" u ON u."directoryId" = b."directoryId" AND u."userNameKey" = b."userNameKey"
    WHERE ${ofDirectory(b, scope)}
      ${
        text === undefined
          ? Prisma.empty
          : Prisma.sql`AND (${holdsName(`b."userName"`, text)} OR ${holdsName(`b."displayName"`, text)}
              OR ${isName(`b."externalId"`, text)} OR b."id"::text = ${text.toLowerCase()})`
      }
      ${key === undefined ? Prisma.empty : order === "desc" ? Prisma.sql`AND b."eventId" < ${key}::uuid` : Prisma.sql`AND b."eventId" > ${key}::uuid`}
    ORDER BY b."eventId" ${order === "asc" ? Prisma.sql`ASC` : Prisma.sql`DESC`}
    LIMIT ${query.limit + 1}`;
  return keysetPage(found, query);
}

export async function countDeletedUsers({ directoryId, organizationId }: DirectoryScope): Promise<number> {
  return anyOrganization.deletedUser.count({ where: { directoryId, organizationId } });
}

/** A person in the bin, with what restoring needs. */
export async function findDeletedUser(db: Database, { directoryId, organizationId }: DirectoryScope, id: string) {
  return db.deletedUser.findFirst({
    where: { directoryId, organizationId, id },
    select: { id: true, userName: true, userNameKey: true, displayName: true, attributes: true, version: true },
  });
}

/** Who has a userName now. */
export async function findHolder(db: Database, { directoryId, organizationId }: DirectoryScope, userNameKey: string) {
  return db.user.findFirst({
    where: { directoryId, organizationId, userNameKey },
    select: { id: true, userName: true, displayName: true },
  });
}

/** What a restoration brought back. */
export interface RestoredUser {
  readonly version: number;
  /** Memberships that came back: of the groups that are still there. */
  readonly groups: number;
}

/**
 * Puts a person of the bin back as `write` says, with the same id and the memberships whose groups are still there.
 * Undefined: they are not in the bin in that version any more, or somebody has their userName; nothing was changed then
 * if the transaction is given up.
 */
export async function restoreUser(
  db: Database,
  scope: DirectoryScope,
  write: ResourceWrite,
  at: Date,
  { expectedVersion, event }: { readonly expectedVersion: number; readonly event: ProvisioningEvent },
): Promise<RestoredUser | undefined> {
  const c = columnsOfUser(scope, write);
  const logged = insertEventsSql([event]);
  const rows = await db.$queryRaw<RestoredUser[]>`WITH gone AS (
      DELETE FROM "DeletedUser" b WHERE ${ofDirectory(b, scope)} AND b."id" = ${write.id}::uuid
        AND b."version" = ${expectedVersion}
        AND NOT EXISTS (SELECT 1 FROM "User" u WHERE u."directoryId" = b."directoryId" AND u."userNameKey" = b."userNameKey")
      RETURNING b.*
    ), back AS (
      INSERT INTO "User" ("directoryId", "id", "organizationId", "userName", "userNameKey", "externalId", "active",
        "displayName", "attributes", "search", "keys", "version", "created", "lastModified")
      SELECT gone."directoryId", gone."id", gone."organizationId", ${c.userName}, ${c.userNameKey}, ${c.externalId},
        ${c.active}, ${c.displayName}, ${c.attributes}::json, ${c.search}::jsonb, ${[...c.keys]}::int[], gone."version" + 1,
        gone."created", ${at}::timestamptz
      FROM gone ON CONFLICT DO NOTHING RETURNING "version"
    ), freed AS (
      DELETE FROM "HeldUser" h USING gone WHERE h."directoryId" = gone."directoryId" AND h."userId" = gone."id"
    ), there AS (
      SELECT g."directoryId", g."id" FROM "Group" g JOIN gone ON g."directoryId" = gone."directoryId"
        AND g."id" = ANY(gone."groupIds") ORDER BY g."id" FOR UPDATE OF g
    ), grown AS (
      UPDATE "Group" g SET "version" = g."version" + 1, "lastModified" = ${at}::timestamptz FROM there
      WHERE g."directoryId" = there."directoryId" AND g."id" = there."id" RETURNING g."id"
    ), joined AS (
      INSERT INTO "Member" ("directoryId", "groupId", "memberId", "memberType", "organizationId", "addedAt")
      SELECT gone."directoryId", grown."id", gone."id", 'User', gone."organizationId", ${at}::timestamptz FROM gone, grown, back
    ), logged AS (${new Prisma.Sql(logged.strings, logged.values)})
    SELECT back."version", (SELECT count(*)::int FROM grown) AS "groups" FROM back`;
  return rows[0];
}

/**
 * Forgets, in all organizations, who was deleted before a moment; but nobody whom the brake holds. That they were members of
 * groups is then told by the groups' versions (`hasLostMember`), unless these have moved since.
 * @returns how many
 */
export async function forgetDeletedUsers(before: Date): Promise<number> {
  const [row] = await anyOrganization.$queryRaw<{ count: number }[]>`WITH gone AS (
      DELETE FROM "DeletedUser" b WHERE b."deletedAt" < ${before} AND NOT EXISTS (
        SELECT 1 FROM "HeldUser" h WHERE h."directoryId" = b."directoryId" AND h."userId" = b."id")
      RETURNING b."directoryId", b."groupIds", b."deletedAt"
    ), lost AS (
      SELECT gone."directoryId", i."id", max(gone."deletedAt") AS "at" FROM gone, unnest(gone."groupIds") AS i("id") GROUP BY 1, 2
    ), there AS (
      SELECT g."directoryId", g."id" FROM "Group" g JOIN lost ON g."directoryId" = lost."directoryId" AND g."id" = lost."id"
      WHERE g."lastModified" <= lost."at" + ${requestMsMax} * interval '1 millisecond'
      ORDER BY g."directoryId", g."id" FOR UPDATE OF g
    ), moved AS (
      UPDATE "Group" g SET "version" = g."version" + 1 FROM there
      WHERE g."directoryId" = there."directoryId" AND g."id" = there."id"
    )
    SELECT count(*)::int AS "count" FROM gone`;
  return row?.count ?? 0;
}
