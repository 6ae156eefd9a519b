import type { DirectoryScope } from "@/lib/auth/scope";
import type { Prisma } from "@/prisma/generated/client";
import { db } from "./client";

export interface SampledUser {
  id: string;
  userName: string;
  displayName: string | null;
  attributes: Prisma.JsonValue;
}

/** The people who arrived last, newest first, in the order of the primary key (the ids are UUIDv7). */
export async function newestUsers(scope: DirectoryScope, limit: number): Promise<SampledUser[]> {
  return db.user.findMany({
    where: { directoryId: scope.directoryId, organizationId: scope.organizationId },
    orderBy: { id: "desc" },
    take: limit,
    select: { id: true, userName: true, displayName: true, attributes: true },
  });
}

export interface IgnoredRecord {
  path: string;
  /** How many of the requests that were looked at sent it. */
  requests: number;
  /** The newest of them. */
  eventId: string;
  at: Date;
}

/** Paths of people that a directory's schema does not know, among its last `requests` requests; the most frequent first. */
export async function ignoredPaths(scope: DirectoryScope, requests: number, limit: number): Promise<IgnoredRecord[]> {
  return db.$queryRaw<IgnoredRecord[]>`
    SELECT s."path", count(DISTINCT e."id")::int AS "requests", max(e."id"::text) AS "eventId", max(e."at") AS "at"
    FROM (
      SELECT r."id", r."at", r."resourceType", r."steps"
      FROM "ProvisioningEvent" r
      WHERE r."directoryId" = ${scope.directoryId}::uuid AND r."organizationId" = ${scope.organizationId}::uuid
      ORDER BY r."id" DESC
      LIMIT ${requests}
    ) e, jsonb_to_recordset(e."steps") AS s("name" text, "path" text)
    WHERE e."resourceType" = 'User' AND s."name" = 'ignored-attribute' AND s."path" IS NOT NULL
    GROUP BY s."path"
    ORDER BY "requests" DESC, s."path"
    LIMIT ${limit}`;
}

/** Query strings of the lookups of people among a directory's last `requests` requests, each once; at most `limit`. */
export async function lookupQueries(scope: DirectoryScope, requests: number, limit: number): Promise<string[]> {
  const found = await db.$queryRaw<{ query: string }[]>`
    SELECT e."query"
    FROM (
      SELECT r."id", r."action", r."status", r."resourceType", r."query"
      FROM "ProvisioningEvent" r
      WHERE r."directoryId" = ${scope.directoryId}::uuid AND r."organizationId" = ${scope.organizationId}::uuid
      ORDER BY r."id" DESC
      LIMIT ${requests}
    ) e
    WHERE e."resourceType" = 'User' AND e."action" = 'read' AND e."status" = 'success' AND e."query" LIKE '%filter=%'
    ORDER BY e."id" DESC
    LIMIT ${limit}`;
  return found.map(({ query }) => query);
}
