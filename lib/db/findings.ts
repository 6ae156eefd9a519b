import type { DirectoryScope, OrganizationScope } from "@/lib/auth/scope";
import type { Problem } from "@/lib/insight/finding";
import type { Database } from "./client";
import { uuidAt } from "./uuid-time";

const columns = {
  id: true,
  kind: true,
  key: true,
  severity: true,
  since: true,
  lastSeenAt: true,
  clearedAt: true,
  facts: true,
} as const;

export interface FindingRecord {
  readonly id: string;
  readonly kind: string;
  readonly key: string;
  readonly severity: string;
  readonly since: Date;
  readonly lastSeenAt: Date;
  readonly clearedAt: Date | null;
  readonly facts: unknown;
}

/** Those that are open. */
export async function listOpenFindings(
  db: Database,
  { organizationId, directoryId }: DirectoryScope,
): Promise<FindingRecord[]> {
  return db.finding.findMany({
    where: { organizationId, directoryId, clearedAt: null },
    select: columns,
    orderBy: [{ severity: "asc" }, { since: "asc" }, { id: "asc" }],
  });
}

/** How many are open, by directory; none has no entry. */
export async function countOpenFindings(
  db: Database,
  { organizationId }: OrganizationScope,
): Promise<ReadonlyMap<string, number>> {
  const counted = await db.finding.groupBy({
    by: ["directoryId"],
    where: { organizationId, clearedAt: null },
    _count: true,
  });
  return new Map(counted.map(({ directoryId, _count }) => [directoryId, _count]));
}

/** Those that were cleared since, the last cleared first. */
export async function listClearedFindings(
  db: Database,
  { organizationId, directoryId }: DirectoryScope,
  { since, limit }: { readonly since: Date; readonly limit: number },
): Promise<FindingRecord[]> {
  return db.finding.findMany({
    where: { organizationId, directoryId, clearedAt: { gte: since } },
    select: columns,
    orderBy: [{ clearedAt: "desc" }, { id: "desc" }],
    take: limit,
  });
}

/** What is wrong now is open, with what is known of it now; what is not is cleared. */
export async function saveFindings(
  db: Database,
  scope: DirectoryScope,
  problems: readonly Problem[],
  now: Date,
): Promise<void> {
  const { organizationId, directoryId } = scope;
  const open = await listOpenFindings(db, scope);
  const isOf = (problem: Problem, { kind, key }: FindingRecord) => problem.kind === kind && problem.key === key;
  const over = open.filter((finding) => !problems.some((problem) => isOf(problem, finding)));
  if (over.length > 0) {
    await db.finding.updateMany({
      where: { directoryId, id: { in: over.map(({ id }) => id) } },
      data: { clearedAt: now },
    });
  }
  for (const problem of problems) {
    const { kind, key, severity, facts, since = now } = problem;
    const known = open.find((finding) => isOf(problem, finding));
    const data = { severity, facts, lastSeenAt: now };
    if (known) await db.finding.update({ where: { directoryId_id: { directoryId, id: known.id } }, data });
    else await db.finding.create({ data: { ...data, directoryId, organizationId, id: uuidAt(now), kind, key, since } });
  }
}

/** Forgets, in all directories, what was cleared before a moment. */
export async function forgetFindings(db: Database, before: Date): Promise<void> {
  await db.finding.deleteMany({ where: { clearedAt: { lt: before } } });
}
