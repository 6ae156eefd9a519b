import type { Milestone } from "@/lib/applications/milestones";
import type { DirectoryScope, OrganizationScope } from "@/lib/auth/scope";
import type { ProvisioningEvent } from "@/lib/insight/provisioning-event";
import { sql } from "@/lib/scim/filter/sql-fragment";
import { db } from "./client";
import type { Database } from "./client";
import { run } from "./statements";

export interface GuideMarkRecord {
  readonly directoryId: string;
  readonly mark: string;
  readonly at: Date;
  readonly name: string | null;
  readonly resourceId: string | null;
  readonly eventId: string | null;
  readonly by: string | null;
  readonly skipped: boolean;
}

/** The mark of a step that somebody ticked or skipped. */
export const stepMark = (step: string) => `step ${step}`;

/** Remembers the first request of its kind; where one is remembered already, nothing happens. */
export async function insertMilestone(milestone: Milestone, event: ProvisioningEvent): Promise<void> {
  await run(sql`INSERT INTO "GuideMark" ("directoryId", "mark", "organizationId", "at", "name", "resourceId", "eventId")
    VALUES (${event.directoryId}, ${milestone}, ${event.organizationId}, ${event.at},
      ${event.displayName ?? event.userName}, ${event.resourceId}, ${event.id})
    ON CONFLICT ("directoryId", "mark") DO NOTHING`);
}

/** The marks of some directories: a handful each. */
export async function listGuideMarks(
  { organizationId }: OrganizationScope,
  directoryIds: readonly string[],
): Promise<GuideMarkRecord[]> {
  return db.guideMark.findMany({
    where: { directoryId: { in: [...directoryIds] }, organizationId },
    select: {
      directoryId: true,
      mark: true,
      at: true,
      name: true,
      resourceId: true,
      eventId: true,
      by: true,
      skipped: true,
    },
  });
}

export interface LiveCredentialRecord {
  readonly directoryId: string;
  readonly name: string;
  readonly createdAt: Date;
}

/** The oldest token or OAuth client of each of some directories that works at a moment; none of those without. */
export async function listLiveCredentials(
  { organizationId }: OrganizationScope,
  directoryIds: readonly string[],
  now: Date,
): Promise<LiveCredentialRecord[]> {
  return run<LiveCredentialRecord & { [column: string]: unknown }>(sql`
    SELECT DISTINCT ON (c."directoryId") c."directoryId", c."name", c."createdAt" FROM (
      SELECT t."directoryId", t."name", t."createdAt" FROM "Token" t
      WHERE t."directoryId" = ANY(${[...directoryIds]}::uuid[]) AND t."organizationId" = ${organizationId}
        AND NOT t."isProbe" AND t."revokedAt" IS NULL AND (t."expiresAt" IS NULL OR t."expiresAt" > ${now})
      UNION ALL
      SELECT o."directoryId", o."name", o."createdAt" FROM "OAuthClient" o
      WHERE o."directoryId" = ANY(${[...directoryIds]}::uuid[]) AND o."organizationId" = ${organizationId}
        AND o."revokedAt" IS NULL AND (
          EXISTS (SELECT 1 FROM "OAuthFederation" f WHERE f."directoryId" = o."directoryId" AND f."clientId" = o."id")
          OR EXISTS (SELECT 1 FROM "OAuthSecret" s WHERE s."directoryId" = o."directoryId" AND s."clientId" = o."id"
            AND s."revokedAt" IS NULL AND (s."expiresAt" IS NULL OR s."expiresAt" > ${now})))
    ) c ORDER BY c."directoryId", c."createdAt"`);
}

/** Ticks or skips a step, or says otherwise of one that was. */
export async function upsertStepMark(
  database: Database,
  { directoryId, organizationId }: DirectoryScope,
  step: { readonly id: string; readonly at: Date; readonly by: string; readonly skipped: boolean },
): Promise<void> {
  const { at, by, skipped } = step;
  const mark = stepMark(step.id);
  await database.guideMark.upsert({
    where: { directoryId_mark: { directoryId, mark }, organizationId },
    create: { directoryId, organizationId, mark, at, by, skipped },
    update: { at, by, skipped },
  });
}

/** Takes a tick back. */
export async function deleteStepMark(
  database: Database,
  { directoryId, organizationId }: DirectoryScope,
  step: string,
): Promise<void> {
  await database.guideMark.deleteMany({ where: { directoryId, organizationId, mark: stepMark(step) } });
}

/** Those of some directories that have more than so many people; nobody is counted further than that. */
export async function listDirectoriesWithMoreThan(
  { organizationId }: OrganizationScope,
  directoryIds: readonly string[],
  people: number,
): Promise<string[]> {
  const rows = await run<{ id: string }>(sql`SELECT d."id" FROM "Directory" d
    WHERE d."id" = ANY(${[...directoryIds]}::uuid[]) AND d."organizationId" = ${organizationId}
      AND (SELECT count(*) FROM (SELECT 1 FROM "User" u WHERE u."directoryId" = d."id" LIMIT ${people + 1}) u) > ${people}`);
  return rows.map(({ id }) => id);
}

export interface LastRefusal {
  readonly id: string;
  readonly at: Date;
  readonly code: string | null;
  readonly detail: string | null;
}

/** The newest request of the directory, if it was refused: after one that went well there is nothing to tell. */
export async function findLastRefusal({ directoryId }: DirectoryScope): Promise<LastRefusal | undefined> {
  const rows = await run<LastRefusal & { status: string }>(sql`
    SELECT e."id", e."at", e."code", e."detail", e."status" FROM "ProvisioningEvent" e
    WHERE e."directoryId" = ${directoryId} AND e."action" <> 'selfTest' ORDER BY e."id" DESC LIMIT 1`);
  const [newest] = rows;
  return newest?.status === "failure"
    ? { id: newest.id, at: newest.at, code: newest.code, detail: newest.detail }
    : undefined;
}
