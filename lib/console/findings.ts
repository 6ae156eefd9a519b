import { requirePermission } from "@/lib/auth/permissions";
import type { DirectoryScope } from "@/lib/auth/scope";
import { readAssignedCounts } from "@/lib/db/assigned-counts";
import { db } from "@/lib/db/client";
import { pageOfCycles } from "@/lib/db/cycles";
import { listClearedFindings, listOpenFindings, type FindingRecord } from "@/lib/db/findings";
import type { AssignedCounts, CycleRecord } from "@/lib/insight/cycle";
import { usualInterval } from "@/lib/insight/cycle-kind";
import { findingKinds, parseFacts, type FindingFacts, type FindingKind, type Severity } from "@/lib/insight/finding";

export interface FindingDto {
  readonly id: string;
  readonly kind: FindingKind;
  readonly severity: Severity;
  readonly since: Date;
  readonly lastSeenAt: Date;
  readonly clearedAt: Date | null;
  readonly facts: FindingFacts;
}

export interface FindingsDto {
  /** The gravest first. */
  readonly open: readonly FindingDto[];
  /** Of the last 30 days, the last cleared first. */
  readonly cleared: readonly FindingDto[];
}

const clearedMs = 30 * 24 * 60 * 60 * 1000;
const clearedMax = 20;

/** What is wrong with a directory's connection, and what was of late. */
export async function listFindings(scope: DirectoryScope): Promise<FindingsDto> {
  requirePermission(scope.actor, "directory:read");
  const since = new Date(Date.now() - clearedMs);
  const [open, cleared] = await Promise.all([
    listOpenFindings(db, scope),
    listClearedFindings(db, scope, { since, limit: clearedMax }),
  ]);
  return { open: open.flatMap(toDto), cleared: cleared.flatMap(toDto) };
}

/** A finding of a version of Muster that knew more kinds cannot be told. */
function toDto({ id, kind, severity, since, lastSeenAt, clearedAt, facts }: FindingRecord): FindingDto[] {
  const known = findingKinds.find((each) => each === kind);
  if (known === undefined) return [];
  return [
    {
      id,
      kind: known,
      severity: severity === "critical" ? "critical" : "warning",
      since,
      lastSeenAt,
      clearedAt,
      facts: parseFacts(facts),
    },
  ];
}

/** The rhythm of a directory: its last cycle, or the one that runs, and how often they come. */
export interface RhythmDto {
  readonly latest: CycleRecord | undefined;
  /** Milliseconds between two starts; undefined where there is no habit. */
  readonly usualMs: number | undefined;
  /** How many are assigned, as an admin has said. */
  readonly assigned: AssignedCounts | undefined;
}

const habitCycles = 30;

export async function rhythmOf(scope: DirectoryScope): Promise<RhythmDto> {
  requirePermission(scope.actor, "directory:read");
  const [recent, assigned] = await Promise.all([
    pageOfCycles(db, scope, { limit: habitCycles }),
    readAssignedCounts(db, scope),
  ]);
  const scheduled = recent.filter(({ kind }) => kind !== "onDemand");
  return { latest: recent[0], usualMs: usualInterval(scheduled.map(({ began }) => began)), assigned };
}
