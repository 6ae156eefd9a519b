import type { DirectoryScope } from "@/lib/auth/scope";
import { enterpriseUserUrn } from "@/lib/scim/urns";
import type { Database } from "./client";

/** A person of whom something is missing. */
export interface LostReference {
  readonly id: string;
  readonly name: string;
  /** When they were made. */
  readonly created: Date;
}

/** Of these people: whose manager is nobody in the directory. In the order of their ids. */
export async function listDanglingManagers(
  db: Database,
  { organizationId, directoryId }: DirectoryScope,
  ids: readonly string[],
): Promise<LostReference[]> {
  if (ids.length === 0) return [];
  return db.$queryRaw<LostReference[]>`
    SELECT u."id", coalesce(u."displayName", u."userName") AS "name", u."created"
    FROM "User" u
    CROSS JOIN LATERAL (SELECT lower(u."attributes"->${enterpriseUserUrn}->'manager'->>'value') AS "value") m
    WHERE u."directoryId" = ${directoryId}::uuid AND u."organizationId" = ${organizationId}::uuid
      AND u."id" = ANY(${[...ids]}::uuid[]) AND m."value" IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM "User" n WHERE n."directoryId" = u."directoryId"
        AND n."id" = CASE WHEN m."value" ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN m."value"::uuid END)
    ORDER BY u."id"`;
}

/**
 * Of these people: who were here before under another id, were deleted, and are not in all the groups any more that they
 * were in then and that are still there. In the order of their ids.
 */
export async function listLostMembers(
  db: Database,
  { organizationId, directoryId }: DirectoryScope,
  ids: readonly string[],
): Promise<LostReference[]> {
  if (ids.length === 0) return [];
  return db.$queryRaw<LostReference[]>`
    WITH people AS (
      SELECT u."id", u."userName", u."userNameKey", u."externalId", u."displayName", u."created" FROM "User" u
      WHERE u."directoryId" = ${directoryId}::uuid AND u."organizationId" = ${organizationId}::uuid
        AND u."id" = ANY(${[...ids]}::uuid[])
    ), before AS (
      SELECT p."id", d."groupIds" FROM people p JOIN "DeletedUser" d
        ON d."directoryId" = ${directoryId}::uuid AND d."userNameKey" = p."userNameKey" AND d."deletedAt" < p."created"
      UNION
      SELECT p."id", d."groupIds" FROM people p JOIN "DeletedUser" d
        ON d."directoryId" = ${directoryId}::uuid AND d."externalId" = p."externalId" AND d."deletedAt" < p."created"
    )
    SELECT p."id", coalesce(p."displayName", p."userName") AS "name", p."created" FROM people p
    WHERE EXISTS (
      SELECT 1 FROM before b CROSS JOIN LATERAL unnest(b."groupIds") AS old("groupId")
      JOIN "Group" g ON g."directoryId" = ${directoryId}::uuid AND g."id" = old."groupId"
      WHERE b."id" = p."id" AND NOT EXISTS (SELECT 1 FROM "Member" m
        WHERE m."directoryId" = ${directoryId}::uuid AND m."groupId" = g."id" AND m."memberId" = p."id"))
    ORDER BY p."id"`;
}
