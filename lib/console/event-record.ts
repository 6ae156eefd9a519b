import { requirePermission } from "@/lib/auth/permissions";
import type { DirectoryScope } from "@/lib/auth/scope";
import { findEventRecords } from "@/lib/db/event-export";
import type { EntraRecord } from "@/lib/insight/entra-record";
import { cyclesOf, type EventCycle } from "./cycles";
import { oldestKeptId } from "./log-retention";
import { listEvents } from "./logs";
import { isUuid } from "./page";
import { toEntraRecord, type RecordWords } from "./to-entra-record";

export interface EventRecord {
  /** What an export has of the request. */
  readonly record: EntraRecord;
  readonly cycle: EventCycle | undefined;
}

/** One request of the log as Entra's own log would have it; undefined for anybody else's, and when it is no longer kept. */
export async function findEntraRecord(
  scope: DirectoryScope,
  id: string,
  words: RecordWords,
): Promise<EventRecord | undefined> {
  requirePermission(scope.actor, "directory:read");
  if (!isUuid(id) || id < (await oldestKeptId(scope, new Date()))) return undefined;
  const [[row], cycles, listed] = await Promise.all([
    findEventRecords(scope, [id]),
    cyclesOf(scope, [id]),
    listEvents(scope, { firstId: id, lastId: id }),
  ]);
  const cycle = cycles.get(id);
  const context = { cycleId: cycle?.id, name: listed.rows[0]?.name };
  return row && { record: toEntraRecord(scope, row, context, words), cycle };
}
