import type { DirectoryScope, OrganizationScope } from "@/lib/auth/scope";
import { Prisma } from "@/prisma/generated/client";
import { db } from "./client";
import { facetsOf } from "./log-facets";
import { heldPeople, isUndecided } from "./held-users";
import { groupCountOf, peopleCountsOf } from "./resource-counts";
import { uuidFloor } from "./uuid-time";

/** Whether a row `e` of the log is a request of the identity provider: not Muster's own test, nor an admin's decision. */
const isRequest = Prisma.sql`(e."action" <> 'selfTest' AND e."method" NOT IN ('CONSOLE', 'CLI'))`;

/** Since when is counted, and how far: one more than `most` means that there are more. */
export interface CountRequest {
  readonly since: Date;
  readonly most: number;
}

export interface DirectoryCounts {
  directoryId: string;
  /** With those whose disabling is held. */
  activeUsers: number;
  disabledUsers: number;
  /** People whose disabling or deletion is held. */
  held: number;
  groups: number;
  /** Since then, up to `most + 1`. */
  failures: number;
  lastRequestAt: Date | null;
}

/** The counters of every directory of an organization, in one round trip. */
export async function countsOfDirectories(
  scope: OrganizationScope,
  { since, most }: CountRequest,
): Promise<DirectoryCounts[]> {
  return db.$queryRaw<DirectoryCounts[]>`
    SELECT d."id" AS "directoryId", n."people" - greatest(0, n."inactive" - h."disable") AS "activeUsers",
      greatest(0, n."inactive" - h."disable") AS "disabledUsers", h."disable" + h."delete" AS "held",
      ${groupCountOf(Prisma.sql`d."id"`)} AS "groups",
      (SELECT count(*)::int FROM (SELECT 1 FROM "ProvisioningEvent" e
        WHERE e."directoryId" = d."id" AND e."status" = 'failure' AND e."action" <> 'selfTest'
          AND e."id" >= ${uuidFloor(since)}::uuid LIMIT ${most + 1}) f) AS "failures",
      (SELECT e."at" FROM "ProvisioningEvent" e
        WHERE e."directoryId" = d."id" AND ${isRequest} ORDER BY e."id" DESC LIMIT 1) AS "lastRequestAt"
    FROM "Directory" d
    CROSS JOIN LATERAL ${peopleCountsOf(Prisma.sql`d."id"`)} n
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE h."kind" = 'disable')::int AS "disable",
        count(*) FILTER (WHERE h."kind" = 'delete')::int AS "delete"
      FROM ${heldPeople} WHERE h."directoryId" = d."id" AND ${isUndecided}
    ) h
    WHERE d."organizationId" = ${scope.organizationId}::uuid AND d."sandboxOf" IS NULL`;
}

/** Each up to `most + 1`. */
export interface DayRecord {
  /** People and groups that were created and are still there, and whoever was disabled. */
  createdUsers: number;
  createdGroups: number;
  disabled: number;
  /** Different people whom a refused request was about. */
  affected: number;
}

/** What happened in a directory since then: what is new is found by its id, the rest by indexes of the log. */
export async function dayOf(scope: DirectoryScope, { since, most }: CountRequest): Promise<DayRecord | undefined> {
  const floor = Prisma.sql`${uuidFloor(since)}::uuid`;
  const limit = Prisma.sql`LIMIT ${most + 1}`;
  const isOf = (alias: string) => Prisma.sql`${Prisma.raw(alias)}."directoryId" = ${scope.directoryId}::uuid
    AND ${Prisma.raw(alias)}."organizationId" = ${scope.organizationId}::uuid AND ${Prisma.raw(alias)}."id" >= ${floor}`;
  const created = (table: "User" | "Group") => Prisma.sql`(SELECT count(*)::int FROM (
    SELECT 1 FROM ${Prisma.raw(`"${table}"`)} r WHERE ${isOf("r")} AND r."created" >= ${since}::timestamptz ${limit}) n)`;
  const facets = await facetsOf(scope, { actions: ["disable"], statuses: ["success"] });
  const [day] = await db.$queryRaw<DayRecord[]>`
    SELECT ${created("User")} AS "createdUsers", ${created("Group")} AS "createdGroups",
      (SELECT count(DISTINCT n."resourceId")::int FROM unnest(${facets}::bigint[]) AS f("facet") CROSS JOIN LATERAL (
        SELECT e."resourceId" FROM "ProvisioningEvent" e WHERE ${isOf("e")} AND e."facet" = f."facet" ${limit}) n) AS "disabled",
      (SELECT count(DISTINCT n."subject")::int FROM (
        SELECT CASE WHEN e."resourceType" = 'User'
            THEN coalesce(e."resourceId"::text, e."externalId", lower(e."userName"), e."displayName") END AS "subject"
        FROM "ProvisioningEvent" e WHERE ${isOf("e")} AND e."status" = 'failure' AND e."action" NOT IN ('token', 'selfTest')
        ORDER BY e."id" DESC ${limit}) n) AS "affected"`;
  return day;
}
