import { requirePermission } from "@/lib/auth/permissions";
import type { DirectoryScope } from "@/lib/auth/scope";
import { db } from "@/lib/db/client";
import { findCycle, pageOfCycles } from "@/lib/db/cycles";
import { findEventCycles, type EventCycle } from "@/lib/db/event-cycles";
import type { CycleRecord } from "@/lib/insight/cycle";
import { decodeCursor, encodeCursor, isUuid, pageOf, type Page } from "./page";

export interface CycleFilter {
  readonly after?: string | undefined;
  readonly before?: string | undefined;
  readonly limit?: number;
}

/** A page of the directory's cycles, the newest first. */
export async function listCycles(scope: DirectoryScope, filter: CycleFilter = {}): Promise<Page<CycleRecord>> {
  requirePermission(scope.actor, "directory:read");
  // The page after a cycle has older ones.
  const [older, newer] = [decodeCursor(filter.after, "uuid"), decodeCursor(filter.before, "uuid")];
  const limit = filter.limit ?? 50;
  const found = await pageOfCycles(db, scope, {
    ...(newer === undefined ? { before: older } : { after: newer }),
    limit: limit + 1,
  });
  const hasMore = found.length > limit;
  const rows = newer === undefined ? found.slice(0, limit) : found.slice(hasMore ? 1 : 0);
  const page =
    newer === undefined
      ? { rows, hasPrevious: older !== undefined, hasNext: hasMore }
      : { rows, hasPrevious: hasMore, hasNext: true };
  return pageOf(
    page,
    ({ id }) => id,
    (cycle) => cycle,
  );
}

/** Which rows of the log are a cycle's: those with ids from the first to the last. */
export interface CycleRange {
  readonly kind: CycleRecord["kind"];
  readonly firstEventId: string;
  readonly lastEventId: string;
  readonly began: Date;
  /** Null while it runs: then rows may follow the last one. */
  readonly ended: Date | null;
}

/** The directory's cycle of that id as a range of the log; undefined when there is none, or it is somebody else's. */
export async function cycleRange(scope: DirectoryScope, cycleId: string): Promise<CycleRange | undefined> {
  requirePermission(scope.actor, "directory:read");
  if (!isUuid(cycleId)) return undefined;
  const cycle = await findCycle(db, scope, cycleId);
  if (cycle === undefined) return undefined;
  const { id, kind, lastEventId, began, ended } = cycle;
  return { kind, firstEventId: id, lastEventId, began, ended };
}

export type { EventCycle };

/** The `after` of the page of cycles that begins with this one. */
export function cursorBefore(cycleId: string): string {
  const next = (BigInt(`0x${cycleId.replaceAll("-", "")}`) + 1n).toString(16).padStart(32, "0");
  return encodeCursor(next.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"));
}

/** The cycles that rows of the directory's log fell in, by the rows' ids. */
export async function cyclesOf(
  scope: DirectoryScope,
  eventIds: readonly string[],
): Promise<ReadonlyMap<string, EventCycle>> {
  requirePermission(scope.actor, "directory:read");
  return findEventCycles(scope, eventIds);
}
