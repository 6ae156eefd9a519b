import { credentialIdOf, type Actor, type DirectoryScope } from "@/lib/auth/scope";
import { log } from "@/lib/log";
import { logTail, type LogTail } from "./log-tail";
import { listEvents, type LogFilter } from "./logs";
import { encodeCursor, isUuid } from "./page";

/** More than so many new rows are told as "more than". */
export const newRowsMax = 99;
/** Then the browser asks again, and is checked again: whoever may not read the log any more is out within this time. */
const streamMs = 60_000;
const heartbeatMs = 15_000;

/**
 * New rows of the log that pass a filter, as Server-Sent Events: each `{ count }` says how many since the one before, and
 * its id is the newest row, with which a browser that lost the connection goes on. Rows themselves are read by the page.
 * @param from the newest row that is known already
 * @returns undefined when too many are watching
 */
export function streamNewRows(
  scope: DirectoryScope,
  filter: LogFilter,
  from: string,
  tail: LogTail = logTail,
): ReadableStream<Uint8Array> | undefined {
  const encoder = new TextEncoder();
  let known = isUuid(from) ? from : "00000000-0000-0000-0000-000000000000";
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
      const [newest] = rows;
      if (newest === undefined) continue;
      known = newest.id;
      send(`id: ${known}\ndata: ${JSON.stringify({ count: rows.length })}\n\n`);
    }
    looking = false;
  };
  const unwatch = tail.watch(scope.directoryId, ownerOf(scope.actor), () => {
    look().catch((error: unknown) => {
      log.warn({ err: error }, "the live tail of the log could not be told");
      close();
    });
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
    },
    cancel: stop,
  });
}

const ownerOf = (actor: Actor): string =>
  actor.kind === "admin" ? actor.adminId : (credentialIdOf(actor) ?? actor.kind);
