import type { DirectoryScope } from "@/lib/auth/scope";
import { sql } from "@/lib/scim/filter/sql-fragment";
import { run } from "./statements";

/**
 * Adds `count` requests to a directory's bucket, which leaks `perSecond` a second by the database's clock.
 * @returns how full it is now, all processes together
 */
export async function addUsage(scope: DirectoryScope, count: number, perSecond: number): Promise<number> {
  const rows = await run<{ level: number }>(sql`
    INSERT INTO "DirectoryUsage" AS u ("directoryId", "organizationId", "level", "at")
    VALUES (${scope.directoryId}, ${scope.organizationId}, ${count}, clock_timestamp())
    ON CONFLICT ("directoryId") DO UPDATE SET
      "level" = greatest(0, u."level" - ${perSecond}::float8 * extract(epoch FROM clock_timestamp() - u."at")) + excluded."level",
      "at" = clock_timestamp()
    RETURNING "level"`);
  return rows[0]?.level ?? count;
}
