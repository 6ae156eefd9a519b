import type { DirectoryScope } from "@/lib/auth/scope";
import { cycleRange } from "@/lib/console/cycles";
import type { LogFilter } from "@/lib/console/logs";
import { toLogFilter, type LogQuery } from "./log-query";

/** No row has it. */
const nobody = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/** What the URL asks of the log; a cycle is looked up, and one that is not the directory's has no rows. */
export async function filterOf(scope: DirectoryScope, query: LogQuery): Promise<LogFilter> {
  const filter = toLogFilter(query, new Date());
  if (query.cycle === null) return filter;
  const range = await cycleRange(scope, query.cycle);
  if (range === undefined) return { ...filter, firstId: nobody };
  // A cycle is its own time range.
  const { since: _since, ...others } = filter;
  return { ...others, firstId: range.firstEventId, ...(range.ended !== null && { lastId: range.lastEventId }) };
}
