import type { DirectoryScope } from "@/lib/auth/scope";
import type { ObjectMarks } from "@/lib/insight/fold-cycle";
import type { SurveyRow } from "@/lib/insight/survey-row";
import { Prisma } from "@/prisma/generated/client";
import type { Database } from "./client";

/** So long, at most, a statement in progress keeps the surveys waiting for its row. */
const patienceSeconds = 60;

/**
 * How far back a row may still be missing that will have an id of that time, milliseconds: a row is named when its request
 * arrives and is there when it is committed. Statements in progress in any process are waited for.
 */
export async function unsettledMs(db: Database): Promise<number> {
  const [row] = await db.$queryRaw<{ seconds: number }[]>`
    SELECT least(coalesce(max(extract(epoch FROM clock_timestamp() - a."xact_start")), 0), ${patienceSeconds})::float8 AS "seconds"
    FROM pg_stat_activity a
    WHERE a."datname" = current_database() AND a."application_name" = 'muster' AND a."pid" <> pg_backend_pid()`;
  return (row?.seconds ?? 0) * 1000;
}

/** The database's time: one clock for all processes that survey, whatever their own say. */
export async function databaseTime(db: Database): Promise<Date> {
  const [row] = await db.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS "now"`;
  return row?.now ?? new Date();
}

/** The identity provider's requests with ids after one and before the other, in their order. */
export async function readSurveyRows(
  db: Database,
  { directoryId }: DirectoryScope,
  { after, before, limit }: { readonly after: string; readonly before: string; readonly limit: number },
): Promise<SurveyRow[]> {
  return db.$queryRaw<SurveyRow[]>`
    SELECT e."id", e."at", e."action", e."status", e."httpStatus", e."code", e."method", e."resourceType",
      e."resourceId", e."userName", e."displayName", e."externalId", e."credentialId",
      coalesce(e."resourceType" = 'User' AND e."action" IN ('create', 'delete') AND e."modified" @>
        CASE e."action" WHEN 'create' THEN '[{"path": "active", "after": false}]' ELSE '[{"path": "active", "before": false}]' END::jsonb,
        false) AS "isInactive",
      CASE WHEN e."action" = 'read' AND e."query" LIKE '%filter=%' THEN e."query" END AS "lookup",
      CASE WHEN e."action" = 'read' AND e."query" LIKE '%filter=%' THEN e."steps"->0->>'detail' END AS "matching",
      e."resourceType" = 'User' AND e."status" <> 'failure' AND e."modified" IS NOT NULL AND EXISTS (
        SELECT 1 FROM jsonb_array_elements(e."modified") m
        WHERE m->>'path' LIKE '%:manager.value' AND m->>'after' IS NOT NULL) AS "setsManager"
    FROM "ProvisioningEvent" e
    WHERE e."directoryId" = ${directoryId}::uuid AND e."id" > ${after}::uuid AND e."id" < ${before}::uuid
      AND e."action" <> 'selfTest' AND e."method" NOT IN ('CONSOLE', 'CLI')
    ORDER BY e."id" LIMIT ${limit}`;
}

interface MarkedRecord extends ObjectMarks {
  key: string;
}

/**
 * What became of some objects within a cycle, before one of its rows; by object key (lib/insight/survey-row.ts). Each is
 * looked up by its id in an index. Who has none yet is found among the refusals of the cycle.
 */
export async function readMarks(
  db: Database,
  { directoryId }: DirectoryScope,
  range: { readonly from: string; readonly before: string },
  keys: readonly string[],
): Promise<Map<string, ObjectMarks>> {
  const ids = keys.filter((key) => key.startsWith("id:")).map((key) => key.slice(3));
  const names = keys.filter((key) => !key.startsWith("id:"));
  const own = Prisma.sql`e."directoryId" = ${directoryId}::uuid AND e."id" >= ${range.from}::uuid AND e."id" < ${range.before}::uuid`;
  const has = (condition: Prisma.Sql) =>
    Prisma.sql`EXISTS (SELECT 1 FROM "ProvisioningEvent" e WHERE e."resourceId" = w."id" AND ${own} AND ${condition})`;
  const done = Prisma.sql`e."status" IN ('success', 'warning')`;
  const byId =
    ids.length === 0
      ? []
      : await db.$queryRaw<MarkedRecord[]>`
    SELECT 'id:' || w."id" AS "key", TRUE AS "seen", f."action" = 'create' AND f."status" <> 'failure' AS "created",
      ${has(Prisma.sql`e."action" IN ('update', 'enable', 'restore') AND ${done}`)} AS "updated",
      ${has(Prisma.sql`e."action" = 'disable' AND ${done}`)} AS "disabled",
      ${has(Prisma.sql`e."action" = 'delete' AND ${done}`)} AS "deleted",
      l."status" = 'failure' AND NOT (l."action" = 'delete' AND l."httpStatus" = 404) AS "failed"
    FROM unnest(${ids}::uuid[]) AS w("id")
    CROSS JOIN LATERAL (SELECT e."action", e."status" FROM "ProvisioningEvent" e
      WHERE e."resourceId" = w."id" AND ${own} AND e."httpStatus" NOT IN (401, 429) ORDER BY e."id" LIMIT 1) f
    CROSS JOIN LATERAL (SELECT e."status", e."action", e."httpStatus" FROM "ProvisioningEvent" e
      WHERE e."resourceId" = w."id" AND ${own} AND e."httpStatus" NOT IN (401, 429) ORDER BY e."id" DESC LIMIT 1) l`;
  const byName =
    names.length === 0
      ? []
      : await db.$queryRaw<MarkedRecord[]>`
    SELECT * FROM (
      SELECT DISTINCT e."resourceType" || ':' || left(lower(CASE e."resourceType"
          WHEN 'User' THEN coalesce(CASE WHEN e."httpStatus" <> 409 THEN e."userName" END, e."externalId", e."userName", e."displayName")
          ELSE coalesce(CASE WHEN e."httpStatus" <> 409 THEN e."displayName" END, e."externalId", e."displayName") END), 200) AS "key",
        TRUE AS "seen", FALSE AS "created", FALSE AS "updated", FALSE AS "disabled", FALSE AS "deleted", TRUE AS "failed"
      FROM "ProvisioningEvent" e
      WHERE ${own} AND e."status" = 'failure' AND e."resourceId" IS NULL AND e."httpStatus" NOT IN (401, 429)
    ) known WHERE known."key" = ANY(${names}::text[])`;
  return new Map([...byId, ...byName].map(({ key, ...marks }) => [key, marks]));
}
