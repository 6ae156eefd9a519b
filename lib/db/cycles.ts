import type { DirectoryScope } from "@/lib/auth/scope";
import { CycleClients, expectedBys } from "@/lib/insight/cycle";
import type { CycleKind, CycleRecord, Phase } from "@/lib/insight/cycle";
import type { Database } from "./client";

const columns = {
  id: true,
  kind: true,
  phase: true,
  began: true,
  lastAt: true,
  lastEventId: true,
  ended: true,
  requests: true,
  refused: true,
  throttled: true,
  probes: true,
  lookups: true,
  found: true,
  users: true,
  groups: true,
  created: true,
  updated: true,
  disabled: true,
  deleted: true,
  failed: true,
  expectedUsers: true,
  expectedGroups: true,
  expectedBy: true,
  credentialId: true,
  clients: true,
} as const;

type Stored = Omit<CycleRecord, "kind" | "phase" | "expectedBy" | "clients"> & {
  readonly clients: unknown;
  readonly kind: string;
  readonly phase: string | null;
  readonly expectedBy: string | null;
};

const toCycle = ({ kind, phase, expectedBy, clients, ...rest }: Stored): CycleRecord => ({
  ...rest,
  kind: kindNames.find((each) => each === kind) ?? "incremental",
  phase: phaseNames.find((each) => each === phase) ?? null,
  expectedBy: expectedBys.find((each) => each === expectedBy) ?? null,
  clients: CycleClients.safeParse(clients).data ?? {},
});
const kindNames: readonly CycleKind[] = ["initial", "incremental", "onDemand"];
const phaseNames: readonly Phase[] = ["users", "groups", "members"];

/** The directory's cycle that runs. */
export async function findRunningCycle(
  db: Database,
  { organizationId, directoryId }: DirectoryScope,
): Promise<CycleRecord | undefined> {
  const found = await db.cycle.findFirst({ where: { organizationId, directoryId, ended: null }, select: columns });
  return found === null ? undefined : toCycle(found);
}

export async function findCycle(
  db: Database,
  { organizationId, directoryId }: DirectoryScope,
  id: string,
): Promise<CycleRecord | undefined> {
  const found = await db.cycle.findFirst({ where: { organizationId, directoryId, id }, select: columns });
  return found === null ? undefined : toCycle(found);
}

export interface CyclePageRequest {
  /** Only cycles that are older than the one of this id. */
  readonly before?: string | undefined;
  /** Only cycles that are newer than it. */
  readonly after?: string | undefined;
  readonly kinds?: readonly CycleKind[] | undefined;
  readonly limit: number;
}

/** The newest first; with `after`, the ones next to it. */
export async function pageOfCycles(
  db: Database,
  { organizationId, directoryId }: DirectoryScope,
  { before, after, kinds, limit }: CyclePageRequest,
): Promise<CycleRecord[]> {
  const found = await db.cycle.findMany({
    where: {
      organizationId,
      directoryId,
      ...((before !== undefined || after !== undefined) && {
        id: { ...(before !== undefined && { lt: before }), ...(after !== undefined && { gt: after }) },
      }),
      ...(kinds && { kind: { in: [...kinds] } }),
    },
    select: columns,
    orderBy: { id: after === undefined ? "desc" : "asc" },
    take: limit,
  });
  return (after === undefined ? found : found.reverse()).map(toCycle);
}

/** Writes a cycle as it is now. */
export async function saveCycle(
  db: Database,
  { organizationId, directoryId }: DirectoryScope,
  cycle: CycleRecord,
): Promise<void> {
  await db.cycle.upsert({
    where: { directoryId_id: { directoryId, id: cycle.id } },
    create: { organizationId, directoryId, ...cycle },
    update: cycle,
    select: { id: true },
  });
}

/**
 * Whether a credential, or one that it replaces, asked about people or groups in a cycle before this one. Provisioning on
 * demand is none.
 */
export async function hasCome(
  db: Database,
  { organizationId, directoryId }: DirectoryScope,
  { credentialId, before }: { readonly credentialId: string; readonly before: string },
): Promise<boolean> {
  const [row] = await db.$queryRaw<{ hasCome: boolean }[]>`
    WITH RECURSIVE own("id") AS (
      SELECT ${credentialId}::uuid
      UNION
      SELECT t."replacesTokenId" FROM own JOIN "Token" t ON t."directoryId" = ${directoryId}::uuid AND t."id" = own."id"
        WHERE t."replacesTokenId" IS NOT NULL
    )
    SELECT EXISTS (SELECT 1 FROM "Cycle" c JOIN own
        ON (c."clients"->own."id"::text->>'objects')::int > 0
          OR (c."credentialId" = own."id" AND c."clients" = '{}' AND c."users" + c."groups" > 0)
      WHERE c."organizationId" = ${organizationId}::uuid AND c."directoryId" = ${directoryId}::uuid
        AND c."id" < ${before}::uuid AND c."kind" <> 'onDemand') AS "hasCome"`;
  return row?.hasCome ?? false;
}

/** Forgets, in all directories, the cycles that began before a moment. */
export async function forgetCycles(db: Database, before: Date): Promise<void> {
  await db.cycle.deleteMany({ where: { began: { lt: before }, ended: { not: null } } });
}
