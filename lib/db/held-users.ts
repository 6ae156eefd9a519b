import type { DirectoryScope } from "@/lib/auth/scope";
import type { ProvisioningEvent } from "@/lib/insight/provisioning-event";
import { Prisma } from "@/prisma/generated/client";
import { db as anyOrganization } from "./client";
import type { Database } from "./client";
import { insertEventsSql } from "./events";
import { holdsName } from "./holds-text";
import { keysetPage, statementOrder, type KeysetPage, type KeysetRequest } from "./keyset";
import type { ResourceWrite } from "./resource-store";
import { columnsOfUser } from "./users";

export type HeldKind = "disable" | "delete";

export interface HeldUserRecord {
  readonly id: string;
  readonly kind: HeldKind;
  readonly userName: string;
  readonly displayName: string | null;
  readonly heldAt: Date;
  /** The request that asked for it. */
  readonly eventId: string;
}

/** Held rows `h` with the person: `u` of the live ones, `b` of the bin. */
export const heldPeople = Prisma.sql`"HeldUser" h
    LEFT JOIN "User" u ON h."kind" = 'disable' AND u."directoryId" = h."directoryId" AND u."id" = h."userId"
    LEFT JOIN "DeletedUser" b ON h."kind" = 'delete' AND b."directoryId" = h."directoryId" AND b."id" = h."userId"`;

/**
 * Whether the identity provider has made a new resource of the deleted person of `b` since: nothing is left to decide. It
 * is seen and not written, so that creating people costs nothing for it.
 */
const isCreatedAgain = Prisma.sql`(h."kind" = 'delete' AND (
  EXISTS (SELECT 1 FROM "User" n WHERE n."directoryId" = b."directoryId" AND n."userNameKey" = b."userNameKey"
    AND n."id" > h."eventId")
  OR EXISTS (SELECT 1 FROM "User" n WHERE n."directoryId" = b."directoryId" AND n."externalId" = b."externalId"
    AND n."id" > h."eventId")))`;

/** Of `heldPeople`: it is for an admin to decide. */
export const isUndecided = Prisma.sql`NOT ${isCreatedAgain}`;

const waiting = ({ directoryId, organizationId }: DirectoryScope) => Prisma.sql`h."directoryId" = ${directoryId}::uuid
    AND h."organizationId" = ${organizationId}::uuid AND ${isUndecided}`;

/** One page of who waits for a decision, who has waited longest first. The keys are eventIds. */
export async function pageOfHeldUsers(
  scope: DirectoryScope,
  query: KeysetRequest & { readonly search?: string },
): Promise<KeysetPage<HeldUserRecord>> {
  const order = statementOrder("asc", query);
  const key = query.after ?? query.before;
  const text = query.search;
  const found = await anyOrganization.$queryRaw<HeldUserRecord[]>`
    SELECT h."userId" AS "id", h."kind", coalesce(u."userName", b."userName", '') AS "userName",
      coalesce(u."displayName", b."displayName") AS "displayName", h."heldAt", h."eventId"
    FROM ${heldPeople}
    WHERE ${waiting(scope)}
      ${
        text === undefined
          ? Prisma.empty
          : Prisma.sql`AND (${holdsName(`coalesce(u."userName", b."userName")`, text)}
              OR ${holdsName(`coalesce(u."displayName", b."displayName")`, text)})`
      }
      ${key === undefined ? Prisma.empty : order === "asc" ? Prisma.sql`AND h."eventId" > ${key}::uuid` : Prisma.sql`AND h."eventId" < ${key}::uuid`}
    ORDER BY h."eventId" ${order === "asc" ? Prisma.sql`ASC` : Prisma.sql`DESC`}
    LIMIT ${query.limit + 1}`;
  return keysetPage(found, query);
}

/** How many wait for a decision, by what was asked for. */
export async function countHeldUsers(scope: DirectoryScope): Promise<Readonly<Record<HeldKind, number>>> {
  const rows = await anyOrganization.$queryRaw<Record<HeldKind, number>[]>`
    SELECT count(*) FILTER (WHERE h."kind" = 'disable')::int AS "disable",
      count(*) FILTER (WHERE h."kind" = 'delete')::int AS "delete"
    FROM ${heldPeople} WHERE ${waiting(scope)}`;
  return rows[0] ?? { disable: 0, delete: 0 };
}

/** Whether and since when a person is held. */
export async function findHeldUser(
  { directoryId, organizationId }: DirectoryScope,
  userId: string,
): Promise<{ readonly heldAt: Date } | null> {
  return anyOrganization.heldUser.findFirst({
    where: { directoryId, organizationId, userId },
    select: { heldAt: true },
  });
}

/** A held person as a decision needs them. */
export interface HeldPerson {
  readonly id: string;
  readonly kind: HeldKind;
  readonly userName: string;
  readonly displayName: string | null;
  readonly externalId: string | null;
  readonly attributes: unknown;
  readonly version: number;
}

/**
 * The next held people to decide about, behind the id `after`, locked until the transaction ends: persons before holds, as
 * SCIM's own statements lock them. Of whom somebody else has just decided is left out.
 * @returns `next`: behind which id the others are; undefined: there are none
 */
export async function lockHeldPeople(
  db: Database,
  scope: DirectoryScope,
  { ids, after, limit }: { readonly ids?: readonly string[]; readonly after?: string; readonly limit: number },
): Promise<{ readonly people: readonly HeldPerson[]; readonly next: string | undefined }> {
  const chosen = await db.$queryRaw<{ id: string }[]>`SELECT h."userId" AS "id" FROM ${heldPeople}
    WHERE ${waiting(scope)}
      ${ids === undefined ? Prisma.empty : Prisma.sql`AND h."userId" = ANY(${[...ids]}::uuid[])`}
      ${after === undefined ? Prisma.empty : Prisma.sql`AND h."userId" > ${after}::uuid`}
    ORDER BY h."userId" LIMIT ${limit}`;
  const chosenIds = chosen.map(({ id }) => id);
  await db.$queryRaw`SELECT 1 FROM "User" WHERE "directoryId" = ${scope.directoryId}::uuid
    AND "id" = ANY(${chosenIds}::uuid[]) ORDER BY "id" FOR UPDATE`;
  await db.$queryRaw`SELECT 1 FROM "HeldUser" WHERE "directoryId" = ${scope.directoryId}::uuid
    AND "userId" = ANY(${chosenIds}::uuid[]) ORDER BY "userId" FOR UPDATE`;
  const people = await db.$queryRaw<HeldPerson[]>`
    SELECT h."userId" AS "id", h."kind", coalesce(u."userName", b."userName") AS "userName",
      coalesce(u."displayName", b."displayName") AS "displayName", coalesce(u."externalId", b."externalId") AS "externalId",
      coalesce(u."attributes"::text, b."attributes"::text)::json AS "attributes", coalesce(u."version", b."version") AS "version"
    FROM ${heldPeople}
    WHERE ${waiting(scope)} AND h."userId" = ANY(${chosenIds}::uuid[]) AND coalesce(u."id", b."id") IS NOT NULL
    ORDER BY h."userId"`;
  return { people, next: chosenIds.length < limit ? undefined : chosenIds.at(-1) };
}

/** What was asked for happens: nothing is held of these people any more. Their log rows say so. */
export async function letGo(
  db: Database,
  { directoryId, organizationId }: DirectoryScope,
  ids: readonly string[],
  events: readonly ProvisioningEvent[],
): Promise<void> {
  const logged = insertEventsSql(events);
  await db.$queryRaw`WITH logged AS (${new Prisma.Sql(logged.strings, logged.values)})
    DELETE FROM "HeldUser" WHERE "directoryId" = ${directoryId}::uuid AND "organizationId" = ${organizationId}::uuid
      AND "userId" = ANY(${[...ids]}::uuid[])`;
}

/** A person whom `lockHeldPeople` has locked is active again, as `write` says. */
export async function reactivateUser(
  db: Database,
  scope: DirectoryScope,
  write: ResourceWrite,
  at: Date,
  event: ProvisioningEvent,
): Promise<void> {
  const c = columnsOfUser(scope, write);
  const logged = insertEventsSql([event]);
  await db.$queryRaw`WITH logged AS (${new Prisma.Sql(logged.strings, logged.values)}), freed AS (
      DELETE FROM "HeldUser" WHERE "directoryId" = ${scope.directoryId}::uuid AND "userId" = ${write.id}::uuid
    )
    UPDATE "User" SET "active" = ${c.active}, "attributes" = ${c.attributes}::json, "search" = ${c.search}::jsonb,
      "keys" = ${[...c.keys]}::int[], "version" = "version" + 1, "lastModified" = ${at}::timestamptz
    WHERE "directoryId" = ${scope.directoryId}::uuid AND "organizationId" = ${scope.organizationId}::uuid
      AND "id" = ${write.id}::uuid`;
}

/** Forgets, in all organizations, the holds of deleted people whom the identity provider has created again. */
export async function forgetSettledHolds(): Promise<number> {
  return anyOrganization.$executeRaw`DELETE FROM "HeldUser" h USING "DeletedUser" b
    WHERE b."directoryId" = h."directoryId" AND b."id" = h."userId" AND ${isCreatedAgain}`;
}
