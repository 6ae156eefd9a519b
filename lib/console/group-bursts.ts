import type { EventRow } from "./logs";
import { burstPauseMs } from "./timeline-entry";

/** What a burst tells at once: members of one group who came and went, or people that were created. */
type BurstKind = "members" | "create";

/** Rows of the log that follow each other and say the same of many. */
export interface Burst {
  readonly kind: BurstKind;
  /** The newest first; there is one at least. */
  readonly rows: readonly EventRow[];
  readonly newest: EventRow;
  readonly oldest: EventRow;
  /** How many there are of what it tells: people created, or members who came and who went. */
  readonly count: number;
  readonly removed: number;
  /** It goes on where nobody has looked. */
  readonly goesOn: boolean;
}

/** A row of the list: one request, or a burst of them. */
export type LogEntry =
  { readonly row: EventRow; readonly burst?: undefined } | { readonly row?: undefined; readonly burst: Burst };

/** Fewer are told one by one. */
const burstMin = 5;

/** Rows of the log, the newest first, with the bursts among them put together. */
export function groupBursts(rows: readonly EventRow[]): LogEntry[] {
  const entries: LogEntry[] = [];
  let run: EventRow[] = [];
  const close = () => {
    entries.push(...entriesOf(run));
    run = [];
  };
  for (const row of rows) {
    const newer = run.at(-1);
    if (newer !== undefined && !continues(newer, row)) close();
    run.push(row);
  }
  close();
  return entries;
}

/** What a row can be told together with; undefined: it stands alone. */
export function burstKindOf({
  action,
  status,
  resourceType,
  resourceId,
  modifiedPaths,
}: EventRow): BurstKind | undefined {
  if (status === "skipped") return undefined;
  if (action === "create") return resourceType === "User" ? "create" : undefined;
  const isOfMembers = modifiedPaths.length === 1 && modifiedPaths[0] === "members";
  return action === "update" && status !== "failure" && resourceId !== null && isOfMembers ? "members" : undefined;
}

/** As in a timeline, a pause ends a burst, and another credential begins another. */
function continues(newer: EventRow, older: EventRow): boolean {
  const kind = burstKindOf(newer);
  return (
    kind !== undefined &&
    kind === burstKindOf(older) &&
    newer.status === older.status &&
    newer.code === older.code &&
    newer.credentialId === older.credentialId &&
    (kind === "create" || newer.resourceId === older.resourceId) &&
    newer.at.getTime() - older.at.getTime() <= burstPauseMs
  );
}

function entriesOf(run: readonly EventRow[]): LogEntry[] {
  const [newest, oldest] = [run[0], run.at(-1)];
  if (newest === undefined || oldest === undefined) return [];
  const kind = burstKindOf(newest);
  if (kind === undefined || run.length < burstMin) return run.map((row) => ({ row }));
  const sum = (of: "added" | "removed") => run.reduce((total, row) => total + row[of], 0);
  const counts =
    kind === "members" ? { count: sum("added"), removed: sum("removed") } : { count: run.length, removed: 0 };
  return [{ burst: { kind, rows: run, newest, oldest, ...counts, goesOn: false } }];
}
