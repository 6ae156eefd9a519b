import { ownerOf, type DirectoryScope } from "@/lib/auth/scope";
import type { Reader } from "@/lib/auth/signed-in";
import { log } from "@/lib/log";
import { uuidFloor, uuidTime } from "@/lib/db/uuid-time";
import { lateMs, logTail, type LogTail } from "./log-tail";
import { listEvents, type LogFilter } from "./logs";
import { encodeCursor, isUuid } from "./page";

/** More than so many new rows are told as "more than". */
export const newRowsMax = 99;
/** Then the browser asks again. */
const streamMs = 60_000;
const heartbeatMs = 15_000;
/** Rows before the newest one that a late one is looked for among. */
const lateRowsMax = 200;
const nobody = "00000000-0000-0000-0000-000000000000";

/**
 * New rows of the log that pass a filter, as Server-Sent Events: each `{ count }` says how many since the one before, and
 * its id is the newest row, with which a browser that lost the connection goes on. Rows themselves are read by the page.
 * It ends within seconds of its reader's signing out, or losing their role.
 * @param reader whose scope it is
 * @param from the newest row that is known already
 * @returns undefined when too many are watching
 */
export function streamNewRows(
  scope: DirectoryScope,
  reader: Reader,
  filter: LogFilter,
  from: string,
  tail: LogTail = logTail,
): ReadableStream<Uint8Array> | undefined {
  const encoder = new TextEncoder();
  let known = isUuid(from) ? from : nobody;
  /** Rows up to the newest known one, the youngest of them; undefined before the first look. */
  let seen: ReadonlySet<string> | undefined;
  let [changed, looking, open] = [false, false, true];
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const send = (text: string) => (open ? controller?.enqueue(encoder.encode(text)) : undefined);

  const look = async () => {
    changed = true;
    if (looking) return;
    looking = true;
    while (changed && open) {
      changed = false;
      const { rows } = await listEvents(scope, { ...filter, before: encodeCursor(known), limit: newRowsMax + 1 });
      const before = await youngestIds(scope, filter, known);
      const late = before.filter((id) => seen !== undefined && !seen.has(id)).length;
      known = rows[0]?.id ?? known;
      seen = new Set([...before, ...rows.map(({ id }) => id)]);
      if (rows.length + late === 0) continue;
      send(`id: ${known}\ndata: ${JSON.stringify({ count: rows.length + late })}\n\n`);
    }
    looking = false;
  };
  const tell = () => {
    look().catch((error: unknown) => {
      log.warn({ err: error }, "the live tail of the log could not be told");
      close();
    });
  };
  const unwatch = tail.watch(scope.directoryId, {
    reader,
    owner: ownerOf(scope.actor),
    onNew: tell,
    onEnd: () => close(),
  });
  if (unwatch === undefined) return undefined;

  const timers = [setInterval(() => send(":\n\n"), heartbeatMs), setTimeout(() => close(), streamMs)];
  const stop = () => {
    open = false;
    timers.forEach(clearTimeout);
    unwatch();
  };
  const close = () => {
    if (!open) return;
    stop();
    controller?.close();
  };
  return new ReadableStream<Uint8Array>({
    start: (started) => {
      controller = started;
      send("retry: 1000\n\n");
      // What came while nobody listened: others who watch have been told of it, and it is no news to the tail.
      tell();
    },
    cancel: stop,
  });
}

/** The youngest rows that are known, as far back as one may come late. */
async function youngestIds(scope: DirectoryScope, filter: LogFilter, known: string): Promise<string[]> {
  if (known === nobody) return [];
  const floor = uuidFloor(new Date(uuidTime(known) - lateMs));
  const { firstId = floor, lastId = known } = filter;
  const { rows } = await listEvents(scope, {
    ...filter,
    firstId: firstId > floor ? firstId : floor,
    lastId: lastId < known ? lastId : known,
    limit: lateRowsMax,
  });
  return rows.map(({ id }) => id);
}
