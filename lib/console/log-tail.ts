import { stillReading, type Reader } from "@/lib/auth/signed-in";
import { logEnds } from "@/lib/db/log-ends";
import { uuidFloor } from "@/lib/db/uuid-time";
import { log } from "@/lib/log";

const pollMs = 400;
/**
 * A row has the id of the moment when its request arrived, and is there when it is committed: a slow request's comes behind
 * younger ones. So much later it is still noticed, and up to twice as much.
 */
export const lateMs = 30_000;
const watchersMax = 300;
const watchersOfOneMax = 8;

interface Watcher {
  readonly reader: Reader;
  /** Whose it is: so many at a time. */
  readonly owner: string;
  readonly onNew: () => void;
  /** The reader has signed out, or is not what they were in the organization any more. */
  readonly onEnd: () => void;
}

/**
 * Tells that a directory's log has new rows. However many watch, the database is asked once for all of this process, and
 * only while somebody watches; a SCIM request pays nothing for it.
 */
export class LogTail {
  private readonly watchers = new Map<string, Set<Watcher>>();
  /** What of a directory's log was there at the last look. */
  private readonly ends = new Map<string, string>();
  private timer: NodeJS.Timeout | undefined;
  private checkedAt = 0;

  /** @param checkMs how often it is asked at most who watches may still do so */
  constructor(private readonly checkMs = 2_000) {}

  /** @returns how to stop watching; undefined when there are too many watchers, all told or of this owner */
  watch(directoryId: string, watcher: Watcher): (() => void) | undefined {
    const all = this.all();
    if (all.length >= watchersMax) return undefined;
    if (all.filter(({ owner }) => owner === watcher.owner).length >= watchersOfOneMax) return undefined;
    const ofDirectory = this.watchers.get(directoryId) ?? new Set();
    this.watchers.set(directoryId, ofDirectory.add(watcher));
    this.schedule();
    return () => {
      ofDirectory.delete(watcher);
      if (ofDirectory.size > 0) return;
      this.watchers.delete(directoryId);
      this.ends.delete(directoryId);
    };
  }

  private schedule(): void {
    if (this.timer !== undefined || this.watchers.size === 0) return;
    this.timer = setTimeout(() => {
      void this.look()
        .catch((error: unknown) => log.warn({ err: error }, "the live tail of the log could not look"))
        .finally(() => {
          this.timer = undefined;
          this.schedule();
        });
    }, pollMs);
    // A process that ends does not wait for it.
    this.timer.unref();
  }

  private all(): Watcher[] {
    return [...this.watchers.values()].flatMap((of) => [...of]);
  }

  private async look(): Promise<void> {
    if (performance.now() - this.checkedAt >= this.checkMs) await this.endOthers();
    // Counted from a moment that moves by steps: else rows that fall out of it would look like news.
    const since = uuidFloor(new Date((Math.floor(Date.now() / lateMs) - 1) * lateMs));
    for (const [directoryId, { id, recent }] of await logEnds([...this.watchers.keys()], since)) {
      const end = `${id} ${since} ${recent}`;
      if (this.ends.get(directoryId) === end) continue;
      this.ends.set(directoryId, end);
      for (const { onNew } of this.watchers.get(directoryId) ?? []) onNew();
    }
  }

  /** Ends whatever is watched by somebody who may not any more. */
  private async endOthers(): Promise<void> {
    this.checkedAt = performance.now();
    const watchers = this.all();
    const readers = watchers.map(({ reader }) => reader);
    const still = await stillReading(readers, new Date());
    for (const { reader, onEnd } of watchers) if (!still.has(reader)) onEnd();
  }
}

export const logTail = new LogTail();
