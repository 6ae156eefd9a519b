import type { DirectoryScope } from "@/lib/auth/scope";
import { join, raw, sql } from "@/lib/scim/filter/sql-fragment";
import { holdsIndexed } from "./holds-text";
import { runOnce } from "./statements";

/** What the identity provider calls people or groups. */
export interface ExternalId {
  readonly type: "User" | "Group";
  readonly externalId: string;
}

export interface ExternalName extends ExternalId {
  readonly name: string;
}

/** So many that are not here any more are looked for in the log's identities; others keep their id. */
const formerMax = 20;

/** What people and groups with these externalIds are called, or were when the log last had them. Those of nobody are left out. */
export async function externalNames(scope: DirectoryScope, asked: readonly ExternalId[]): Promise<ExternalName[]> {
  if (asked.length === 0) return [];
  const here = await runOnce<ExternalName>(sql`
    SELECT x."type", x."externalId", n."name"
    FROM unnest(${asked.map(({ type }) => type)}::text[], ${asked.map(({ externalId }) => externalId)}::text[]) AS x("type", "externalId")
    CROSS JOIN LATERAL (
      SELECT coalesce(u."displayName", u."userName") AS "name" FROM "User" u
      WHERE x."type" = 'User' AND u."directoryId" = ${scope.directoryId} AND u."organizationId" = ${scope.organizationId}
        AND u."externalId" = x."externalId"
      UNION ALL SELECT g."displayName" FROM "Group" g
      WHERE x."type" = 'Group' AND g."directoryId" = ${scope.directoryId} AND g."organizationId" = ${scope.organizationId}
        AND g."externalId" = x."externalId"
      LIMIT 1
    ) n`);
  const gone = asked.filter(
    ({ type, externalId }) => !here.some((one) => one.type === type && one.externalId === externalId),
  );
  return [...here, ...(await formerNamesOf(scope, gone.slice(0, formerMax)))];
}

async function formerNamesOf({ directoryId }: DirectoryScope, gone: readonly ExternalId[]): Promise<ExternalName[]> {
  if (gone.length === 0) return [];
  const externalIds = gone.map(({ externalId }) => externalId);
  const held = join(
    externalIds.map((externalId) => holdsIndexed(raw(`i."text"`), externalId)),
    " OR ",
  );
  return runOnce<ExternalName>(sql`
    SELECT DISTINCT ON (i."resourceType", i."externalId") i."resourceType" AS "type", i."externalId",
      coalesce(i."displayName", i."userName") AS "name"
    FROM "LogIdentity" i
    WHERE i."directoryId" = ${directoryId} AND i."isResource" AND i."resourceType" IN ('User', 'Group') AND (${held})
      AND i."externalId" = ANY(${externalIds}::text[]) AND coalesce(i."displayName", i."userName") IS NOT NULL
    ORDER BY i."resourceType", i."externalId", i."lastEventId" DESC`);
}
