import type { DirectoryScope } from "@/lib/auth/scope";
import { cycleKinds, type CycleKind } from "@/lib/insight/cycle";
import { sql } from "@/lib/scim/filter/sql-fragment";
import { runOnce } from "./statements";

/** A cycle as a log row names it. */
export interface EventCycle {
  readonly id: string;
  readonly kind: CycleKind;
  readonly began: Date;
}

interface Found {
  readonly eventId: string;
  readonly id: string;
  readonly kind: string;
  readonly began: Date;
}

/**
 * In which cycles rows of the log fell, by the rows' ids: a cycle's rows are those from its id to its last row's, and
 * while it runs, all that follow. One probe of the primary key for each row; rows between cycles are missing.
 */
export async function findEventCycles(
  { organizationId, directoryId }: DirectoryScope,
  eventIds: readonly string[],
): Promise<ReadonlyMap<string, EventCycle>> {
  if (eventIds.length === 0) return new Map();
  const rows = await runOnce<Found>(sql`
    SELECT v."eventId", c."id", c."kind", c."began" FROM unnest(${[...eventIds]}::uuid[]) AS v("eventId") CROSS JOIN LATERAL (
      SELECT c."id", c."kind", c."began", c."ended", c."lastEventId" FROM "Cycle" c
      WHERE c."organizationId" = ${organizationId} AND c."directoryId" = ${directoryId} AND c."id" <= v."eventId"
      ORDER BY c."id" DESC LIMIT 1
    ) c WHERE c."ended" IS NULL OR c."lastEventId" >= v."eventId"`);
  return new Map(
    rows.map(({ eventId, kind, ...cycle }) => [
      eventId,
      { ...cycle, kind: cycleKinds.find((each) => each === kind) ?? "incremental" },
    ]),
  );
}
