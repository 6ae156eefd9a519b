import type { DirectoryScope } from "@/lib/auth/scope";
import { requestKeyPrefix, type Failing } from "@/lib/insight/fold-failures";
import { Prisma } from "@/prisma/generated/client";
import type { Database } from "./client";
import { holdsName } from "./holds-text";
import { isUuid } from "./is-uuid";
import { resourceNames } from "./resource-names";

/** Forgets what is refused no longer, then remembers what is: in this order, so that a series begins anew in between. */
export async function saveFailingObjects(
  db: Database,
  { organizationId, directoryId }: DirectoryScope,
  { cured, failing }: { readonly cured: readonly string[]; readonly failing: readonly Failing[] },
): Promise<void> {
  if (cured.length > 0) {
    await db.$executeRaw`DELETE FROM "FailingObject"
      WHERE "directoryId" = ${directoryId}::uuid AND "organizationId" = ${organizationId}::uuid
        AND "key" = ANY(${[...cured]}::text[])`;
  }
  if (failing.length === 0) return;
  // A cycle that goes on over two surveys is one.
  await db.$executeRaw`
    INSERT INTO "FailingObject" AS f ("directoryId", "key", "organizationId", "resourceType", "resourceId", "name", "code",
      "httpStatus", "eventId", "firstAt", "lastAt", "failures", "cycles", "cycleId")
    SELECT ${directoryId}::uuid, n."key", ${organizationId}::uuid, n."resourceType", n."resourceId", n."name", n."code",
      n."httpStatus", n."eventId", n."firstAt", n."lastAt", n."failures",
      n."cycles" - CASE WHEN k."key" IS NOT NULL AND k."cycleId" IS NOT DISTINCT FROM n."firstCycleId" THEN 1 ELSE 0 END,
      n."cycleId"
    FROM jsonb_to_recordset(${JSON.stringify(failing)}::jsonb) AS n("key" text, "resourceType" text, "resourceId" uuid,
      "name" text, "code" text, "httpStatus" smallint, "eventId" uuid, "firstAt" timestamptz, "lastAt" timestamptz,
      "failures" int, "cycles" int, "firstCycleId" uuid, "cycleId" uuid)
    LEFT JOIN "FailingObject" k ON k."directoryId" = ${directoryId}::uuid AND k."key" = n."key"
    ON CONFLICT ("directoryId", "key") DO UPDATE SET
      "resourceType" = EXCLUDED."resourceType", "resourceId" = EXCLUDED."resourceId",
      "name" = coalesce(EXCLUDED."name", f."name"), "code" = EXCLUDED."code", "httpStatus" = EXCLUDED."httpStatus",
      "eventId" = EXCLUDED."eventId", "lastAt" = EXCLUDED."lastAt", "failures" = f."failures" + EXCLUDED."failures",
      "cycles" = f."cycles" + EXCLUDED."cycles", "cycleId" = EXCLUDED."cycleId"`;
}

/** Forgets what was not tried again for long: people and groups, and requests that are about neither. */
export async function expireFailingObjects(
  db: Database,
  { organizationId, directoryId }: DirectoryScope,
  { objectsBefore, requestsBefore }: { readonly objectsBefore: Date; readonly requestsBefore: Date },
): Promise<void> {
  const isRequest = { key: { startsWith: requestKeyPrefix }, lastAt: { lt: requestsBefore } };
  await db.failingObject.deleteMany({
    where: { organizationId, directoryId, OR: [{ lastAt: { lt: objectsBefore } }, isRequest] },
  });
}

/** The failing objects of one code, of those that fail for the first times or of those that fail again and again. */
export interface FailingGroup {
  readonly code: string;
  readonly again: boolean;
  readonly objects: number;
  readonly users: number;
  readonly groups: number;
  /** The most cycles that one of them failed in. */
  readonly cycles: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** The log row of the last refusal. */
  readonly eventId: string;
  /** Of the first few; an id of whom nothing is known. */
  readonly names: readonly string[];
}

/** It is about somebody, and not a request to /Users or /Groups that nobody could read. */
const isNamed = Prisma.sql`coalesce(f."name", f."resourceId"::text) IS NOT NULL`;

/** @param cyclesMin from so many cycles on it is "again" */
export async function groupFailingObjects(
  db: Database,
  scope: DirectoryScope,
  cyclesMin: number,
): Promise<FailingGroup[]> {
  const { organizationId, directoryId } = scope;
  const groups = await db.$queryRaw<FailingGroup[]>`
    SELECT f."code", f."cycles" >= ${cyclesMin}::int AS "again", count(*)::int AS "objects",
      count(*) FILTER (WHERE f."resourceType" = 'User' AND ${isNamed})::int AS "users",
      count(*) FILTER (WHERE f."resourceType" = 'Group' AND ${isNamed})::int AS "groups",
      max(f."cycles")::int AS "cycles", min(f."firstAt") AS "firstAt", max(f."lastAt") AS "lastAt",
      (array_agg(f."eventId" ORDER BY f."eventId" DESC))[1] AS "eventId",
      coalesce((array_agg(coalesce(f."name", f."resourceId"::text) ORDER BY f."firstAt", f."key")
        FILTER (WHERE f."resourceType" IS NOT NULL AND ${isNamed}))[1:5], '{}') AS "names"
    FROM "FailingObject" f
    WHERE f."directoryId" = ${directoryId}::uuid AND f."organizationId" = ${organizationId}::uuid
    GROUP BY 1, 2 ORDER BY 3 DESC, 1`;
  // Who is not here any more is refused by an id that says nothing to people.
  const known = await resourceNames(scope, [...new Set(groups.flatMap(({ names }) => names.filter(isUuid)))]);
  const nameOf = new Map(known.map(({ id, name }) => [id, name]));
  return groups.map((group) => ({ ...group, names: group.names.map((name) => nameOf.get(name) ?? name) }));
}

/** Somebody who is refused, and is nobody here. */
export interface RefusedRecord {
  readonly key: string;
  readonly name: string;
  /** Of the last refusal, as its log row. */
  readonly code: string;
  readonly eventId: string;
}

/** Where more are refused, it is for one cause, and not a matter of one person. */
const refusedMax = 20_000;

/**
 * People and groups with this text in their name that are refused of late and are nobody here, the last tried first. No
 * index knows their names: the first 20,000 of the directory are looked through, in some 30 ms.
 */
export async function listRefused(
  db: Database,
  { organizationId, directoryId }: DirectoryScope,
  text: string,
  limit: number,
): Promise<RefusedRecord[]> {
  // A key is the type, a colon and the folded name that is unique (lib/insight/survey-row.ts).
  return db.$queryRaw<RefusedRecord[]>`
    SELECT f."key", f."name", f."code", f."eventId" FROM (
      SELECT * FROM "FailingObject" WHERE "directoryId" = ${directoryId}::uuid ORDER BY "key" LIMIT ${refusedMax}::int) f
    WHERE f."organizationId" = ${organizationId}::uuid AND f."resourceId" IS NULL AND f."name" IS NOT NULL
      AND f."resourceType" IN ('User', 'Group') AND f."key" NOT LIKE ${`${requestKeyPrefix}%`}
      AND (${holdsName(`f."name"`, text)} OR ${holdsName(`substr(f."key", length(f."resourceType") + 2)`, text)})
    ORDER BY f."lastAt" DESC, f."key" LIMIT ${limit}::int`;
}
