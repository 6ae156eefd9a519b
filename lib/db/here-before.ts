import type { DirectoryScope } from "@/lib/auth/scope";
import type { Database } from "./client";

/** Of more than so many it does not matter how many they are: nobody is asked to count them. */
const countedMax = 100_000;

/**
 * How many people and groups the directory had already when a cycle began; of those that came later none is read.
 * @param cycle its id, which has its time, and when its first request arrived
 */
export async function countHereBefore(
  db: Database,
  { organizationId, directoryId }: DirectoryScope,
  { id, began }: { readonly id: string; readonly began: Date },
): Promise<{ readonly users: number; readonly groups: number }> {
  const [row] = await db.$queryRaw<{ users: number; groups: number }[]>`
    SELECT
      (SELECT count(*) FROM (SELECT 1 FROM "User" u WHERE u."directoryId" = ${directoryId}::uuid AND u."id" < ${id}::uuid
        AND u."organizationId" = ${organizationId}::uuid AND u."created" < ${began}::timestamptz LIMIT ${countedMax}) p)::int AS "users",
      (SELECT count(*) FROM (SELECT 1 FROM "Group" g WHERE g."directoryId" = ${directoryId}::uuid AND g."id" < ${id}::uuid
        AND g."organizationId" = ${organizationId}::uuid AND g."created" < ${began}::timestamptz LIMIT ${countedMax}) p)::int AS "groups"`;
  return row ?? { users: 0, groups: 0 };
}
