import type { DirectoryScope } from "@/lib/auth/scope";
import { db } from "./client";

export interface ResourceName {
  readonly id: string;
  readonly type: "User" | "Group";
  readonly name: string;
  /** Whether it is still there; otherwise it is in the bin, or in the log only. */
  readonly isHere: boolean;
}

/** What people and groups are called: now, or when they were last here. Ids of nobody are left out. */
export async function resourceNames(scope: DirectoryScope, ids: readonly string[]): Promise<ResourceName[]> {
  if (ids.length === 0) return [];
  return db.$queryRaw<ResourceName[]>`
    SELECT i."id", coalesce(u."displayName", u."userName", g."displayName", b."displayName", b."userName", e."name") AS "name",
      CASE WHEN g."id" IS NOT NULL OR e."resourceType" = 'Group' THEN 'Group' ELSE 'User' END AS "type",
      (u."id" IS NOT NULL OR g."id" IS NOT NULL) AS "isHere"
    FROM unnest(${[...ids]}::uuid[]) AS i("id")
    LEFT JOIN "User" u ON u."directoryId" = ${scope.directoryId}::uuid AND u."organizationId" = ${scope.organizationId}::uuid
      AND u."id" = i."id"
    LEFT JOIN "Group" g ON g."directoryId" = ${scope.directoryId}::uuid AND g."organizationId" = ${scope.organizationId}::uuid
      AND g."id" = i."id"
    LEFT JOIN "DeletedUser" b ON b."directoryId" = ${scope.directoryId}::uuid
      AND b."organizationId" = ${scope.organizationId}::uuid AND b."id" = i."id"
    LEFT JOIN LATERAL (
      SELECT e."resourceType", coalesce(e."displayName", e."userName", e."externalId") AS "name"
      FROM "ProvisioningEvent" e
      WHERE u."id" IS NULL AND g."id" IS NULL AND b."id" IS NULL AND e."directoryId" = ${scope.directoryId}::uuid
        AND e."organizationId" = ${scope.organizationId}::uuid AND e."resourceId" = i."id"
        AND e."status" <> 'failure' AND e."action" <> 'read'
      ORDER BY e."id" DESC LIMIT 1
    ) e ON TRUE
    WHERE coalesce(u."displayName", u."userName", g."displayName", b."displayName", b."userName", e."name") IS NOT NULL`;
}
