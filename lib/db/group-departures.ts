import type { DirectoryScope } from "@/lib/auth/scope";
import { Prisma } from "@/prisma/generated/client";
import { db } from "./client";
import { isKept } from "./kept-events";
import { facetsOf } from "./log-facets";
import { memberLeft, movesMember, timelineColumns, type TimelineRecord } from "./timeline";

/** Deletions of the directory that are looked at for one page of rows. */
const deletionsMax = 500;
/** Of so many people who ever joined it is asked what became of each; of more, what they are among that were deleted. */
const namedMax = 5_000;

export interface DeparturesRequest {
  /** Only log rows behind this one; undefined: from the newest. */
  readonly olderThan: string | undefined;
  /** The group's own rows behind it, the newest first. */
  readonly own: readonly TimelineRecord[];
  /** Whether these are all that there are. */
  readonly isEnd: boolean;
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
  { olderThan, own, isEnd }: DeparturesRequest,
): Promise<Departures> {
  const facets = await facetsOf(scope, { actions: ["delete", "restore"], statuses: ["success", "warning"] });
  if (facets.length === 0) return { rows: [], lookedTo: undefined };
  const oldest = own.at(-1)?.id;
  const older = olderThan === undefined ? Prisma.empty : Prisma.sql`AND e."id" < ${olderThan}::uuid`;
  if (isEnd && own.reduce((sum, { added }) => sum + (added ?? 0), 0) <= namedMax) {
    const ids = await departuresByMember(scope, groupId, { facets, older });
    return { rows: await movesAmong(scope, groupId, { ids, knownFrom: oldest }), lookedTo: undefined };
  }
  const newer = isEnd ? Prisma.empty : Prisma.sql`AND e."id" > ${oldest}::uuid`;
  const gone = await db.$queryRaw<{ id: string }[]>`SELECT e."id" FROM unnest(${facets}::bigint[]) AS v("facet")
    CROSS JOIN LATERAL (SELECT e."id" FROM "ProvisioningEvent" e
      WHERE e."directoryId" = ${scope.directoryId}::uuid AND e."facet" = v."facet" AND ${isKept(scope)} ${older} ${newer}
      ORDER BY e."id" DESC LIMIT ${deletionsMax}) e
    ORDER BY e."id" DESC LIMIT ${deletionsMax}`;
  const lookedTo = gone.length < deletionsMax ? undefined : gone.at(-1)?.id;
  return { rows: await movesAmong(scope, groupId, { ids: gone.map(({ id }) => id), knownFrom: oldest }), lookedTo };
}

/** Log rows in which people and groups were deleted or restored that the bin or the group's rows know as its members. */
async function departuresByMember(
  scope: DirectoryScope,
  groupId: string,
  { facets, older }: { readonly facets: readonly string[]; readonly older: Prisma.Sql },
): Promise<string[]> {
  const found = await db.$queryRaw<{ id: string }[]>`WITH named AS MATERIALIZED (
      SELECT DISTINCT unnest("muster_moved_members"(e."modified")) AS "id" FROM "ProvisioningEvent" e
      WHERE e."directoryId" = ${scope.directoryId}::uuid AND e."resourceId" = ${groupId}::uuid AND e."modified" IS NOT NULL
        AND e."status" <> 'failure' AND ${isKept(scope)} ${older}
    ), binned AS (
      SELECT b."eventId" FROM "DeletedUser" b WHERE b."directoryId" = ${scope.directoryId}::uuid
        AND b."organizationId" = ${scope.organizationId}::uuid AND b."groupIds" @> ARRAY[${groupId}::uuid]
    )
    SELECT e."id" FROM binned JOIN "ProvisioningEvent" e ON e."id" = binned."eventId"
    WHERE e."directoryId" = ${scope.directoryId}::uuid AND ${isKept(scope)} ${older}
    UNION
    SELECT e."id" FROM named JOIN "ProvisioningEvent" e ON e."resourceId" = named."id"
    WHERE e."directoryId" = ${scope.directoryId}::uuid AND e."facet" = ANY(${[...facets]}::bigint[]) AND ${isKept(scope)} ${older}`;
  return found.map(({ id }) => id);
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
