import type { DirectoryScope, OrganizationScope } from "@/lib/auth/scope";
import type { Json, JsonObject } from "@/lib/scim/json";
import { Prisma } from "@/prisma/generated/client";
import { db as anyOrganization } from "./client";
import type { Database } from "./client";

export type TrialState = "queued" | "running" | "done" | "failed" | "cancelled" | "lost";

/** A run without its report. */
export interface TrialRunRecord {
  readonly id: string;
  readonly kind: string;
  readonly state: TrialState;
  /** As stored; its kind reads them. */
  readonly input: unknown;
  readonly progress: unknown;
  readonly problem: string | null;
  readonly detail: string | null;
  readonly startedBy: string;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly leaseUntil: Date | null;
  readonly cancelAskedAt: Date | null;
  /** What of the report is one value each, for lists; null: there is no report. */
  readonly summary: unknown;
}

/** A run that a process has taken to carry it out. */
export interface TakenRun {
  readonly organizationId: string;
  readonly directoryId: string;
  readonly id: string;
  readonly kind: string;
  readonly input: unknown;
  /** What it works on besides; forgotten when it ends. */
  readonly payload: string | null;
}

const columns = Prisma.sql`t."id", t."kind", t."state", t."input", t."progress", t."problem", t."detail", t."startedBy",
  t."startedAt", t."endedAt", t."leaseUntil", t."cancelAskedAt", (SELECT jsonb_object_agg(m."key", m."value") FROM jsonb_each(t."report") m
    WHERE jsonb_typeof(m."value") NOT IN ('array', 'object')) AS "summary"`;

const isOpen = Prisma.sql`t."state" IN ('queued', 'running')`;

const of = ({ directoryId, organizationId }: DirectoryScope) =>
  Prisma.sql`t."directoryId" = ${directoryId}::uuid AND t."organizationId" = ${organizationId}::uuid`;

const json = (value: Json) => Prisma.sql`${JSON.stringify(value)}::jsonb`;

/** Fails with a unique violation when the directory has an open run (unique-error.ts). */
export async function insertTrialRun(
  db: Database,
  { organizationId, directoryId }: DirectoryScope,
  run: Pick<TrialRunRecord, "id" | "kind" | "startedBy" | "startedAt"> & {
    readonly input: JsonObject;
    readonly payload: string | null;
  },
): Promise<void> {
  await db.trialRun.create({
    data: { ...run, input: { ...run.input }, organizationId, directoryId, state: "queued" },
    select: { id: true },
  });
}

/** How many runs of an organization wait or are carried out. */
export async function countOpenRuns(db: Database, { organizationId }: OrganizationScope): Promise<number> {
  return db.trialRun.count({ where: { organizationId, state: { in: ["queued", "running"] } } });
}

/** A directory's runs of a kind, the newest first. */
export async function listTrialRunsOf(db: Database, scope: DirectoryScope, kind: string): Promise<TrialRunRecord[]> {
  return db.$queryRaw<TrialRunRecord[]>`SELECT ${columns} FROM "TrialRun" t
    WHERE ${of(scope)} AND t."kind" = ${kind} ORDER BY t."id" DESC`;
}

/** What is open of a directory, whatever its kind. */
export async function findOpenRun(db: Database, scope: DirectoryScope): Promise<TrialRunRecord | undefined> {
  const rows = await db.$queryRaw<
    TrialRunRecord[]
  >`SELECT ${columns} FROM "TrialRun" t WHERE ${of(scope)} AND ${isOpen}`;
  return rows[0];
}

/** The report of a run as stored; null: it has none (yet). undefined: the directory has no such run of that kind. */
export async function findTrialReport(
  db: Database,
  scope: DirectoryScope,
  by: { readonly kind: string; readonly id: string },
): Promise<{ readonly report: unknown; readonly startedAt: Date } | undefined> {
  const rows = await db.$queryRaw<
    { report: unknown; startedAt: Date }[]
  >`SELECT t."report", t."startedAt" FROM "TrialRun" t
    WHERE ${of(scope)} AND t."kind" = ${by.kind} AND t."id" = ${by.id}::uuid`;
  return rows[0];
}

/** What some parts of a report rest on, by key; those that there is nothing of are not in it. */
export async function findTrialEvidence(
  db: Database,
  scope: DirectoryScope,
  by: { readonly kind: string; readonly id: string },
  keys: readonly string[],
): Promise<ReadonlyMap<string, unknown>> {
  const rows = await db.$queryRaw<{ key: string; value: unknown }[]>`
    SELECT k."key", t."evidence" -> k."key" AS "value" FROM "TrialRun" t, unnest(${[...keys]}::text[]) AS k("key")
    WHERE ${of(scope)} AND t."kind" = ${by.kind} AND t."id" = ${by.id}::uuid AND t."evidence" ? k."key"`;
  return new Map(rows.map(({ key, value }) => [key, value]));
}

/**
 * Asks a run to stop; one that waits is over at once.
 * @returns whether there was an open one
 */
export async function askToCancel(db: Database, scope: DirectoryScope, id: string, at: Date): Promise<boolean> {
  const changed = await db.$executeRaw`UPDATE "TrialRun" t SET "cancelAskedAt" = coalesce(t."cancelAskedAt", ${at}),
      "state" = CASE t."state" WHEN 'queued' THEN 'cancelled' ELSE t."state" END,
      "endedAt" = CASE t."state" WHEN 'queued' THEN ${at}::timestamptz END,
      "payload" = CASE t."state" WHEN 'queued' THEN NULL ELSE t."payload" END
    WHERE ${of(scope)} AND t."id" = ${id}::uuid AND ${isOpen}`;
  return changed > 0;
}

/**
 * Takes waiting runs of any organization, the oldest first, for one process; no other gets them. Materialized, as in
 * `claimDueMessages`.
 */
export async function claimTrialRuns(leaseUntil: Date, limit: number): Promise<TakenRun[]> {
  return anyOrganization.$queryRaw<TakenRun[]>`
    WITH "due" AS MATERIALIZED (
      SELECT q."directoryId", q."id" FROM "TrialRun" q WHERE q."state" = 'queued'
      ORDER BY q."id" LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    UPDATE "TrialRun" t SET "state" = 'running', "leaseUntil" = ${leaseUntil}
    FROM "due" WHERE t."directoryId" = "due"."directoryId" AND t."id" = "due"."id" AND t."state" = 'queued'
    RETURNING t."organizationId", t."directoryId", t."id", t."kind", t."input", t."payload"`;
}

/** Names the sandbox of a run. Call it with the transaction that makes it. @returns false: the run is over */
export async function setSandboxOf(db: Database, run: TakenRun, sandboxId: string): Promise<boolean> {
  const { directoryId, organizationId, id } = run;
  const where = { directoryId, organizationId, id, state: "running" };
  return (await db.trialRun.updateMany({ where, data: { sandboxId } })).count > 0;
}

/**
 * Says how far a run is, and that its process lives.
 * @returns whether to go on: undefined when the run is no longer this process's, because it was silent for too long
 */
export async function recordProgress(
  run: TakenRun,
  progress: JsonObject | undefined,
  leaseUntil: Date,
): Promise<"go on" | "cancel" | undefined> {
  const rows = await anyOrganization.$queryRaw<{ cancel: boolean }[]>`UPDATE "TrialRun" t
    SET "leaseUntil" = ${leaseUntil}, "progress" = ${progress === undefined ? Prisma.sql`t."progress"` : json(progress)}
    WHERE ${of(withActor(run))} AND t."id" = ${run.id}::uuid AND t."state" = 'running'
    RETURNING t."cancelAskedAt" IS NOT NULL AS "cancel"`;
  const [row] = rows;
  return row && (row.cancel ? "cancel" : "go on");
}

export interface TrialEnd {
  readonly state: "done" | "failed" | "cancelled" | "lost";
  readonly at: Date;
  readonly report?: JsonObject;
  readonly evidence?: JsonObject;
  readonly problem?: string;
  readonly detail?: string;
}

/** Writes what became of a run, unless it counts as lost already. */
export async function endTrialRun(run: TakenRun, end: TrialEnd): Promise<void> {
  const { report, evidence } = end;
  await anyOrganization.$executeRaw`UPDATE "TrialRun" t SET "state" = ${end.state}, "endedAt" = ${end.at}, "leaseUntil" = NULL,
      "payload" = NULL,
      "report" = ${report === undefined ? Prisma.sql`NULL` : json(report)},
      "evidence" = ${evidence === undefined ? Prisma.sql`NULL` : json(evidence)},
      "problem" = ${end.problem ?? null}, "detail" = ${end.detail ?? null}
    WHERE ${of(withActor(run))} AND t."id" = ${run.id}::uuid AND t."state" = 'running'`;
}

/** Of all organizations: the runs whose process has said nothing for too long are lost. */
export async function markLostRuns(at: Date): Promise<number> {
  return anyOrganization.$executeRaw`UPDATE "TrialRun" t SET "state" = 'lost', "endedAt" = ${at}, "leaseUntil" = NULL,
      "payload" = NULL
    WHERE t."state" = 'running' AND t."leaseUntil" < ${at}`;
}

/** Forgets all but the newest runs of a directory and kind. What is open is new. */
export async function forgetOldRuns(run: TakenRun, kept: number): Promise<void> {
  // One whose sandbox may still have left something is needed to find it.
  await anyOrganization.$executeRaw`DELETE FROM "TrialRun" t WHERE ${of(withActor(run))} AND t."sandboxId" IS NULL
    AND t."id" < (SELECT n."id" FROM "TrialRun" n WHERE n."directoryId" = ${run.directoryId}::uuid AND n."kind" = ${run.kind}
      ORDER BY n."id" DESC OFFSET ${kept - 1} LIMIT 1) AND t."kind" = ${run.kind}`;
}

const withActor = ({ organizationId, directoryId }: TakenRun): DirectoryScope => ({
  organizationId,
  directoryId,
  actor: { kind: "muster" },
});
