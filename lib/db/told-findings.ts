import type { DirectoryScope } from "@/lib/auth/scope";
import { db as anyOrganization } from "./client";
import type { Database } from "./client";
import { uuidTime } from "./uuid-time";

type Place = Pick<DirectoryScope, "organizationId" | "directoryId">;

/** A finding with what was told of it. */
export interface ToldFindingRecord {
  readonly id: string;
  readonly kind: string;
  readonly key: string;
  readonly severity: "warning" | "critical";
  readonly since: Date;
  /** When a survey saw it first: the time of its id. */
  readonly foundAt: Date;
  readonly clearedAt: Date | null;
  readonly facts: unknown;
  readonly openToldAt: Date | null;
  readonly clearToldAt: Date | null;
}

export interface FailureRecord {
  readonly startedAt: Date;
  readonly severity: "warning" | "critical";
  readonly mailedAt: Date;
}

/** Whose findings they are, as people name it. */
export interface FailingDirectory {
  readonly organizationSlug: string;
  readonly organizationName: string;
  readonly directorySlug: string;
  readonly directoryName: string;
  readonly application: string;
  readonly provider: "entra" | "okta" | "other";
}

/**
 * The directories, of all organizations, of which something may have to be told: a finding is open, ended since a moment
 * without that being told, or a failure that was told goes on. Never sandboxes.
 */
export async function listDirectoriesToTell(since: Date): Promise<{ organizationId: string; directoryId: string }[]> {
  return anyOrganization.$queryRaw`SELECT d."organizationId", d."id" AS "directoryId" FROM "Directory" d
    WHERE d."sandboxOf" IS NULL AND d."id" IN (
      SELECT "directoryId" FROM "Finding" WHERE "clearedAt" IS NULL
      UNION SELECT "directoryId" FROM "Finding"
        WHERE "clearedAt" >= ${since} AND "openToldAt" IS NOT NULL AND "clearToldAt" IS NULL
      UNION SELECT "directoryId" FROM "FailureAlert")`;
}

/**
 * Takes it upon the transaction to tell of a directory, and nobody else until it ends.
 * @returns undefined when somebody else does so just now
 */
export async function takeDirectoryToTell(
  db: Database,
  { organizationId, directoryId }: Place,
): Promise<FailingDirectory | undefined> {
  // Writers of the directory's people take a weaker lock, and do not wait for this one.
  const rows = await db.$queryRaw<FailingDirectory[]>`
    SELECT o."slug" AS "organizationSlug", o."name" AS "organizationName", d."slug" AS "directorySlug",
      d."name" AS "directoryName", d."application", d."provider"::text AS "provider"
    FROM "Directory" d JOIN "Organization" o ON o."id" = d."organizationId"
    WHERE d."id" = ${directoryId}::uuid AND d."organizationId" = ${organizationId}::uuid
    FOR NO KEY UPDATE OF d SKIP LOCKED`;
  return rows[0];
}

/** The open findings, and those that ended since a moment and whose beginning was told; the worst and oldest first. */
export async function listFindingsToTell(
  db: Database,
  { organizationId, directoryId }: Place,
  since: Date,
): Promise<ToldFindingRecord[]> {
  const rows = await db.$queryRaw<Omit<ToldFindingRecord, "foundAt">[]>`
    SELECT "id", "kind", "key", "severity", "since", "clearedAt", "facts", "openToldAt", "clearToldAt"
    FROM "Finding"
    WHERE "directoryId" = ${directoryId}::uuid AND "organizationId" = ${organizationId}::uuid
      AND ("clearedAt" IS NULL OR ("clearedAt" >= ${since} AND "openToldAt" IS NOT NULL))
    ORDER BY "severity", "since", "id" LIMIT 500`;
  return rows.map((row) => ({ ...row, foundAt: new Date(uuidTime(row.id)) }));
}

/** Writes down that the beginning or the end of these findings was told. */
export async function markTold(
  db: Database,
  { organizationId, directoryId }: Place,
  ids: readonly string[],
  told: { readonly openToldAt: Date } | { readonly clearToldAt: Date },
): Promise<void> {
  await db.finding.updateMany({ where: { organizationId, directoryId, id: { in: [...ids] } }, data: told });
}

/** The failure that was told by e-mail and goes on. */
export async function findFailure(
  db: Database,
  { organizationId, directoryId }: Place,
): Promise<FailureRecord | undefined> {
  const row = await db.failureAlert.findFirst({
    where: { organizationId, directoryId },
    select: { startedAt: true, severity: true, mailedAt: true },
  });
  if (row === null) return undefined;
  return { ...row, severity: row.severity === "critical" ? "critical" : "warning" };
}

/** @param failure undefined: none goes on */
export async function saveFailure(
  db: Database,
  { organizationId, directoryId }: Place,
  failure: FailureRecord | undefined,
): Promise<void> {
  await db.failureAlert.deleteMany({ where: { organizationId, directoryId } });
  if (failure) await db.failureAlert.create({ data: { organizationId, directoryId, ...failure } });
}
