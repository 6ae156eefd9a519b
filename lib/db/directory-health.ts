import type { DirectoryScope, OrganizationScope } from "@/lib/auth/scope";
import type { AssignedCounts } from "@/lib/insight/cycle";
import type { FindingFacts, HealthState } from "@/lib/insight/finding";
import { healthStates } from "@/lib/insight/finding";
import type { Database } from "./client";
import { db as anyOrganization } from "./client";
import { uuidFloor } from "./uuid-time";

/** Directories that were made since, sandboxes apart, are surveyed too: as waiting, from the time of `after` in the log on. */
export async function beginSurveys(now: Date, after: Date): Promise<void> {
  await anyOrganization.$executeRaw`
    INSERT INTO "DirectoryHealth" ("directoryId", "organizationId", "since", "surveyedAt", "nextSurveyAt", "watermark")
    SELECT d."id", d."organizationId", d."createdAt", ${now}::timestamptz, ${now}::timestamptz, ${uuidFloor(after)}::uuid
    FROM "Directory" d
    WHERE d."sandboxOf" IS NULL AND NOT EXISTS (SELECT 1 FROM "DirectoryHealth" h WHERE h."directoryId" = d."id")
    ON CONFLICT DO NOTHING`;
}

/** A directory that is to be surveyed. */
export interface DueDirectory {
  readonly organizationId: string;
  readonly directoryId: string;
}

/** An audit event has the time at which its transaction began to write it, and is there when that is committed. */
const auditSettleSeconds = 5;

/**
 * Of all organizations: whose time has come, whose service was switched, of whom the log has rows that were not read, or
 * where somebody has done something in the console or on the command line: made a token, released the brake.
 * @param before rows with ids from this moment on are not looked at yet
 */
export async function listDueDirectories(now: Date, before: Date): Promise<DueDirectory[]> {
  return anyOrganization.$queryRaw<DueDirectory[]>`
    SELECT h."organizationId", h."directoryId" FROM "DirectoryHealth" h JOIN "Directory" d ON d."id" = h."directoryId"
    WHERE h."nextSurveyAt" <= ${now}::timestamptz OR d."enabled" = (h."state" = 'off') OR EXISTS (
      SELECT 1 FROM "ProvisioningEvent" e
      WHERE e."directoryId" = h."directoryId" AND e."id" > h."watermark" AND e."id" < ${uuidFloor(before)}::uuid)
      OR EXISTS (SELECT 1 FROM "AuditEvent" a
        WHERE a."organizationId" = h."organizationId" AND a."directoryId" = h."directoryId" AND a."id" >= (lpad(to_hex(
          (extract(epoch FROM h."surveyedAt") * 1000)::bigint - ${auditSettleSeconds * 1000}::int), 12, '0') || repeat('0', 20))::uuid)
    ORDER BY h."nextSurveyAt"`;
}

/** What a survey begins with. */
export interface SurveyedDirectory {
  readonly enabled: boolean;
  readonly provider: "entra" | "okta" | "other";
  readonly createdAt: Date;
  readonly state: HealthState;
  readonly since: Date;
  readonly watermark: string;
  readonly lastRequestAt: Date | null;
  readonly notes: unknown;
  /** People and groups that the directory has. */
  readonly users: number;
  readonly groups: number;
  /** What an admin has said of the identity provider. */
  readonly assigned: AssignedCounts | undefined;
  /** Tokens and OAuth clients that were made, ever. */
  readonly credentials: number;
  /** Since when the deprovision brake holds, and how many. */
  readonly trippedAt: Date | null;
  readonly held: number;
}

/** Locks a directory's health until the transaction ends; undefined when another process surveys it. */
export async function lockHealth(
  db: Database,
  { organizationId, directoryId }: DirectoryScope,
): Promise<SurveyedDirectory | undefined> {
  const [row] = await db.$queryRaw<LockedRow[]>`
    SELECT d."enabled", d."provider"::text AS "provider", d."createdAt", d."assignedUsers", d."assignedGroups",
      d."assignedAt", h."state", h."since", h."watermark",
      h."lastRequestAt", h."notes",
      coalesce((SELECT sum(c."count") FROM "ResourceCount" c
        WHERE c."directoryId" = d."id" AND c."resourceType" = 'User'), 0)::int AS "users",
      coalesce((SELECT sum(c."count") FROM "ResourceCount" c
        WHERE c."directoryId" = d."id" AND c."resourceType" = 'Group'), 0)::int AS "groups",
      (SELECT count(*) FROM "Token" t WHERE t."directoryId" = d."id" AND NOT t."isProbe")::int
        + (SELECT count(*) FROM "OAuthClient" o WHERE o."directoryId" = d."id")::int AS "credentials",
      (SELECT k."trippedAt" FROM "DeprovisionBrake" k WHERE k."directoryId" = d."id") AS "trippedAt",
      (SELECT count(*) FROM "HeldUser" u WHERE u."directoryId" = d."id")::int AS "held"
    FROM "DirectoryHealth" h JOIN "Directory" d ON d."id" = h."directoryId"
    WHERE h."directoryId" = ${directoryId}::uuid AND h."organizationId" = ${organizationId}::uuid
    FOR UPDATE OF h SKIP LOCKED`;
  if (row === undefined) return undefined;
  const { assignedUsers, assignedGroups, assignedAt, ...rest } = row;
  return {
    ...rest,
    state: healthStates.find((state) => state === row.state) ?? "waiting",
    assigned: assignedAt === null ? undefined : { users: assignedUsers, groups: assignedGroups, at: assignedAt },
  };
}

type LockedRow = Omit<SurveyedDirectory, "state" | "assigned"> & {
  readonly state: string;
  readonly assignedUsers: number | null;
  readonly assignedGroups: number | null;
  readonly assignedAt: Date | null;
};

/** How far the log has been read. */
export interface SurveyProgress {
  readonly watermark: string;
  readonly lastRequestAt: Date | null;
  /** JSON. */
  readonly notes: object;
}

export async function saveProgress(
  db: Database,
  { directoryId }: DirectoryScope,
  { watermark, lastRequestAt, notes }: SurveyProgress,
): Promise<void> {
  await db.$executeRaw`UPDATE "DirectoryHealth" SET "watermark" = ${watermark}::uuid,
    "lastRequestAt" = ${lastRequestAt}::timestamptz, "notes" = ${JSON.stringify(notes)}::jsonb
    WHERE "directoryId" = ${directoryId}::uuid`;
}

export interface Health {
  readonly state: HealthState;
  readonly since: Date;
  /** The kind of the finding that is to blame, or what is waited for. */
  readonly kind: string | null;
  readonly facts: FindingFacts;
}

export async function saveHealth(
  db: Database,
  { directoryId }: DirectoryScope,
  { state, since, kind, facts }: Health,
  times: { readonly surveyedAt: Date; readonly nextSurveyAt: Date },
): Promise<void> {
  await db.directoryHealth.update({
    where: { directoryId },
    data: { state, since, kind, facts, ...times },
    select: { directoryId: true },
  });
}

export interface HealthRecord {
  readonly directoryId: string;
  readonly state: HealthState;
  readonly since: Date;
  readonly kind: string | null;
  readonly facts: unknown;
  /** Whether the surveys have seen any request that was answered as it wanted. */
  readonly wasServed: boolean;
  readonly surveyedAt: Date;
}

/** Of every directory of an organization that has been surveyed. */
export async function listHealth(db: Database, { organizationId }: OrganizationScope): Promise<HealthRecord[]> {
  const found = await db.$queryRaw<(Omit<HealthRecord, "state"> & { readonly state: string })[]>`
    SELECT "directoryId", "state", "since", "kind", "facts", "surveyedAt", "notes"->'lastSuccessAt' IS NOT NULL AS "wasServed"
    FROM "DirectoryHealth" WHERE "organizationId" = ${organizationId}::uuid`;
  return found.map((row) => ({ ...row, state: healthStates.find((state) => state === row.state) ?? "waiting" }));
}
