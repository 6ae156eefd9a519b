import type { DirectoryScope } from "@/lib/auth/scope";
import { Prisma } from "@/prisma/generated/client";
import { db } from "./client";
import { isKept } from "./kept-events";
import { facetsOf } from "./log-facets";
import { memberLeft, movesMember, timelineColumns, type TimelineRecord } from "./timeline";

/** Deletions of the directory that are looked at for one page of rows. */
const deletionsMax = 1_000;

export interface DeparturesRequest {
  /** Only log rows behind this one, and before that one; undefined: from the newest, to the oldest. */
  readonly olderThan: string | undefined;
  readonly newerThan: string | undefined;
  /** The oldest row of the group that the log has: what was before it names nobody. */
  readonly knownFrom: string | undefined;
}

export interface Departures {
  /** The newest first. */
  readonly rows: readonly TimelineRecord[];
  /** Rows behind it were not looked at. */
  readonly lookedTo: string | undefined;
}

/**
 * Who left a group because they, or it, were deleted, and who came back by being restored: requests that were not about the
 * group, so the log has no row of it. Nothing is written for it: of a deleted person the bin has the groups, of others the
 * log says what their last move was.
 */
export async function departuresOf(
  scope: DirectoryScope,
  groupId: string,
  { olderThan, newerThan, knownFrom }: DeparturesRequest,
): Promise<Departures> {
  const facets = await facetsOf(scope, { actions: ["delete", "restore"], statuses: ["success", "warning"] });
  if (facets.length === 0) return { rows: [], lookedTo: undefined };
  const bounds = Prisma.sql`${olderThan === undefined ? Prisma.empty : Prisma.sql`AND e."id" < ${olderThan}::uuid`}
    ${newerThan === undefined ? Prisma.empty : Prisma.sql`AND e."id" > ${newerThan}::uuid`}`;
  const gone = await db.$queryRaw<{ id: string }[]>`SELECT e."id" FROM unnest(${facets}::bigint[]) AS v("facet")
    CROSS JOIN LATERAL (SELECT e."id" FROM "ProvisioningEvent" e
      WHERE e."directoryId" = ${scope.directoryId}::uuid AND e."facet" = v."facet" AND ${isKept(scope)} ${bounds}
      ORDER BY e."id" DESC LIMIT ${deletionsMax}) e
    ORDER BY e."id" DESC LIMIT ${deletionsMax}`;
  const lookedTo = gone.length < deletionsMax ? undefined : gone.at(-1)?.id;
  return { rows: await movesAmong(scope, groupId, { ids: gone.map(({ id }) => id), knownFrom }), lookedTo };
}

/** Of deletions and restorations, those that took somebody out of a group or brought them back. */
async function movesAmong(
  scope: DirectoryScope,
  groupId: string,
  { ids, knownFrom }: { readonly ids: readonly string[]; readonly knownFrom: string | undefined },
): Promise<TimelineRecord[]> {
  if (ids.length === 0) return [];
  const isOf = (alias: "e" | "b") => {
    const a = Prisma.raw(alias);
    return Prisma.sql`${a}."directoryId" = ${scope.directoryId}::uuid AND ${a}."organizationId" = ${scope.organizationId}::uuid`;
  };
  const wasMember = knownFrom === undefined ? Prisma.sql`FALSE` : wasMemberAt(scope, groupId, knownFrom);
  // What an admin decided of a deletion that the brake had held moved nobody: they left when it was asked.
  return db.$queryRaw<TimelineRecord[]>`WITH gone AS MATERIALIZED (
      SELECT e."id", e."resourceId", b."id" IS NOT NULL AS "isInBin",
        coalesce(b."groupIds" @> ARRAY[${groupId}::uuid], false) AS "hadGroup"
      FROM unnest(${[...ids]}::uuid[]) AS i("id")
      JOIN "ProvisioningEvent" e ON e."id" = i."id" AND ${isOf("e")}
      LEFT JOIN "DeletedUser" b ON ${isOf("b")} AND b."id" = e."resourceId" AND b."eventId" = e."id"
      WHERE e."resourceId" IS NOT NULL AND e."resourceId" <> ${groupId}::uuid
        AND (e."action" = 'restore' OR e."method" NOT IN ('CONSOLE', 'CLI'))
    ), moved AS MATERIALIZED (
      SELECT g."id" FROM gone g WHERE CASE WHEN g."isInBin" THEN g."hadGroup" ELSE ${wasMember} END
    )
    SELECT ${timelineColumns}, '[]'::jsonb AS "changes",
      CASE e."action" WHEN 'restore' THEN 1 ELSE 0 END AS "added", CASE e."action" WHEN 'restore' THEN 0 ELSE 1 END AS "removed",
      CASE e."action" WHEN 'restore' THEN jsonb_build_array(e."resourceId") END AS "addedIds",
      CASE e."action" WHEN 'restore' THEN NULL ELSE jsonb_build_array(e."resourceId") END AS "removedIds", false AS "left"
    FROM moved JOIN "ProvisioningEvent" e ON e."id" = moved."id" AND ${isOf("e")}
    ORDER BY e."id" DESC`;
}

/** That the last that the group's rows say of the subject of `g`, before `g`, is that they joined. */
const wasMemberAt = (scope: DirectoryScope, groupId: string, knownFrom: string) => Prisma.sql`(
    g."id" > ${knownFrom}::uuid AND coalesce((
      SELECT NOT ${memberLeft(Prisma.sql`g."resourceId"`)} FROM "ProvisioningEvent" e
      WHERE e."directoryId" = ${scope.directoryId}::uuid AND e."id" = (
        SELECT max(m."id"::text)::uuid FROM (
          SELECT e."id", e."resourceId" FROM "ProvisioningEvent" e
          WHERE ${movesMember(scope, Prisma.sql`g."resourceId"`)} AND ${isKept(scope)} OFFSET 0
        ) m WHERE m."resourceId" = ${groupId}::uuid AND m."id" < g."id")
    ), false))`;
