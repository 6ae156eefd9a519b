import type { DirectoryScope } from "@/lib/auth/scope";
import { burstKindOf } from "./group-bursts";
import type { LogEntries } from "./log-entries";
import { listEvents, type EventRow, type LogFilter } from "./logs";

/** A row that is a few steps away from another. */
export interface Neighbour {
  readonly id: string;
  /** It is one of a burst, or may be: that is to be opened, so that its row is in sight. */
  readonly isInBurst: boolean;
  /** Where the page begins that has it; undefined: on the page that is shown. */
  readonly page: { readonly after: string } | { readonly before: string } | undefined;
}

/** So many requests one goes on or back before the server has answered. */
const stepsAhead = 8;

/**
 * A row of a page of the log, and some before and behind it in the order of the list: also those that the pages before and
 * behind end and begin with. None where the page does not have that row.
 */
export async function neighboursOf(
  scope: DirectoryScope,
  filter: LogFilter,
  { rows, entries, previous, next }: LogEntries,
  eventId: string,
): Promise<Neighbour[]> {
  const index = rows.findIndex(({ id }) => id === eventId);
  if (index === -1) return [];
  const [newer, older] = await Promise.all([
    index >= stepsAhead || previous === undefined ? [] : rowsFrom(scope, filter, { before: previous }),
    index + stepsAhead < rows.length || next === undefined ? [] : rowsFrom(scope, filter, { after: next }),
  ]);
  const inBursts = new Set(entries.flatMap(({ burst }) => burst?.rows.map(({ id }) => id) ?? []));
  return [
    ...newer,
    ...rows.slice(Math.max(0, index - stepsAhead), index + stepsAhead + 1).map(({ id }) => {
      return { id, isInBurst: inBursts.has(id), page: undefined };
    }),
    ...older,
  ];
}

/** The rows next to an end of the page. */
async function rowsFrom(
  scope: DirectoryScope,
  filter: LogFilter,
  page: { readonly after: string } | { readonly before: string },
): Promise<Neighbour[]> {
  const { rows } = await listEvents(scope, {
    ...filter,
    after: undefined,
    before: undefined,
    ...page,
    limit: stepsAhead,
  });
  return rows.map((row: EventRow) => ({ id: row.id, isInBurst: burstKindOf(row) !== undefined, page }));
}
