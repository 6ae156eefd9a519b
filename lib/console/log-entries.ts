import type { DirectoryScope } from "@/lib/auth/scope";
import { burstKindOf, groupBursts, type Burst, type LogEntry } from "./group-bursts";
import { listEvents, type EventRow, type EventRows, type LogFilter } from "./logs";
import { encodeCursor } from "./page";

export interface LogEntries extends EventRows {
  /** The rows as they are listed. */
  readonly entries: readonly LogEntry[];
}

/** Rows beyond a page that are looked at for the end of a burst, and to fill the page; fewer where a text is looked for. */
const [aheadMax, aheadOfTextMax] = [950, 200];
const entriesMax = 50;

/**
 * A page of the provisioning log with its bursts put together, the newest first. Where a page has none it is read as ever;
 * else some rows beyond it are, so that a burst is one entry although it is longer than a page. One that is longer still
 * says so, and goes on on the page behind.
 */
export async function listLogEntries(scope: DirectoryScope, filter: LogFilter): Promise<LogEntries> {
  const page = await listEvents(scope, { ...filter, limit: entriesMax });
  const isBackwards = filter.before !== undefined;
  const beyond = isBackwards ? page.previous : page.next;
  const entries = groupBursts(page.rows);
  const edge = isBackwards ? page.rows[0] : page.rows.at(-1);
  const mayGoOn = edge !== undefined && burstKindOf(edge) !== undefined;
  if (beyond === undefined || page.searchedTo !== undefined || (entries.length === page.rows.length && !mayGoOn)) {
    return { ...page, entries };
  }
  const ahead = await listEvents(scope, {
    ...filter,
    ...(isBackwards ? { before: beyond } : { after: beyond }),
    limit: filter.text === undefined ? aheadMax : aheadOfTextMax,
  });
  const all = groupBursts(isBackwards ? [...ahead.rows, ...page.rows] : [...page.rows, ...ahead.rows]);
  const shown = isBackwards ? all.slice(-entriesMax) : all.slice(0, entriesMax);
  const isAll = shown.length === all.length;
  const isEnd = isAll && (isBackwards ? ahead.previous : ahead.next) === undefined;
  const rows = shown.flatMap(rowsOf);
  const last = isBackwards ? rows[0] : rows.at(-1);
  const cursor = isEnd || last === undefined ? undefined : encodeCursor(last.id);
  return {
    rows,
    entries: isAll && !isEnd ? withEdge(shown, isBackwards) : shown,
    previous: isBackwards ? cursor : page.previous,
    next: isBackwards ? page.next : cursor,
  };
}

/** Nothing is put together. */
export async function listSingleEntries(scope: DirectoryScope, filter: LogFilter): Promise<LogEntries> {
  const page = await listEvents(scope, filter);
  return { ...page, entries: page.rows.map((row) => ({ row })) };
}

const rowsOf = (entry: LogEntry): readonly EventRow[] => (entry.burst === undefined ? [entry.row] : entry.burst.rows);

/** That the burst at the edge of what was read may go on. */
function withEdge(entries: readonly LogEntry[], isBackwards: boolean): readonly LogEntry[] {
  const at = isBackwards ? 0 : entries.length - 1;
  const mark = (burst: Burst): LogEntry => ({ burst: { ...burst, goesOn: true } });
  return entries.map((entry, index) => (index === at && entry.burst !== undefined ? mark(entry.burst) : entry));
}
