import type { DirectoryScope, OrganizationScope } from "@/lib/auth/scope";
import { Prisma } from "@/prisma/generated/client";
import { db } from "./client";
import { heldPeople, isUndecided } from "./held-users";
import { uuidFloor } from "./uuid-time";

/** Whether a row `e` of the log is a request of the identity provider: not Muster's own test, nor an admin's decision. */
const isRequest = Prisma.sql`(e."action" <> 'selfTest' AND e."method" NOT IN ('CONSOLE', 'CLI'))`;

export interface DirectoryCounts {
  directoryId: string;
  /** With those whose disabling is held. */
  activeUsers: number;
  disabledUsers: number;
  /** People whose disabling or deletion is held. */
  held: number;
  groups: number;
  /** Failures since then. */
  failures: number;
  lastRequestAt: Date | null;
}

/** The counters of every directory of an organization, in one round trip. */
export async function countsOfDirectories(scope: OrganizationScope, since: Date): Promise<DirectoryCounts[]> {
  return db.$queryRaw<DirectoryCounts[]>`
    SELECT d."id" AS "directoryId", u."active" + h."disable" AS "activeUsers",
      u."disabled" - h."disable" AS "disabledUsers", h."disable" + h."delete" AS "held",
      (SELECT count(*)::int FROM "Group" g WHERE g."directoryId" = d."id") AS "groups",
      (SELECT count(*)::int FROM "ProvisioningEvent" e
        WHERE e."directoryId" = d."id" AND e."status" = 'failure' AND e."action" <> 'selfTest' AND e."id" >= ${uuidFloor(since)}::uuid) AS "failures",
      (SELECT e."at" FROM "ProvisioningEvent" e
        WHERE e."directoryId" = d."id" AND ${isRequest} ORDER BY e."id" DESC LIMIT 1) AS "lastRequestAt"
    FROM "Directory" d
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE u."active")::int AS "active", count(*) FILTER (WHERE NOT u."active")::int AS "disabled"
      FROM "User" u WHERE u."directoryId" = d."id"
    ) u
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE h."kind" = 'disable')::int AS "disable",
        count(*) FILTER (WHERE h."kind" = 'delete')::int AS "delete"
      FROM ${heldPeople} WHERE h."directoryId" = d."id" AND ${isUndecided}
    ) h
    WHERE d."organizationId" = ${scope.organizationId}::uuid AND d."sandboxOf" IS NULL`;
}

export interface DayRecord {
  /** People that were created, groups that were created, and whoever was disabled. */
  createdUsers: number;
  createdGroups: number;
  disabled: number;
  /** Different people or groups that a refused request was about. */
  affected: number;
}

export async function dayOf(scope: DirectoryScope, since: Date): Promise<DayRecord | undefined> {
  const [day] = await db.$queryRaw<DayRecord[]>`
    SELECT count(DISTINCT e."resourceId") FILTER (
             WHERE e."action" = 'create' AND e."status" = 'success' AND e."resourceType" = 'User')::int AS "createdUsers",
           count(DISTINCT e."resourceId") FILTER (
             WHERE e."action" = 'create' AND e."status" = 'success' AND e."resourceType" = 'Group')::int AS "createdGroups",
           count(DISTINCT e."resourceId") FILTER (WHERE e."action" = 'disable' AND e."status" = 'success')::int AS "disabled",
           count(DISTINCT coalesce(e."resourceId"::text, e."userName", e."displayName"))
             FILTER (WHERE e."status" = 'failure' AND e."action" <> 'token')::int AS "affected"
    FROM "ProvisioningEvent" e
    WHERE e."directoryId" = ${scope.directoryId}::uuid AND e."organizationId" = ${scope.organizationId}::uuid
      AND e."id" >= ${uuidFloor(since)}::uuid AND e."action" <> 'selfTest'`;
  return day;
}
