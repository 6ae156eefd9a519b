import { setTimeout as delay } from "node:timers/promises";
import { insertEvents } from "@/lib/db/events";
import { isDataError } from "@/lib/db/statements";
import { log } from "@/lib/log";
import type { ProvisioningEvent } from "./provisioning-event";

const batchMax = 500;
const waitingMax = 10_000;
const retryMs = 1_000;
/** How long rows gather before they are written: a row of a large batch costs a fifth of one that comes alone. */
const gatherMs = 10;

/**
 * Log rows of reads, written in batches just after their answers. The queue is bounded: when the database cannot follow,
 * `add` waits, and so does the client. No row that can be stored is dropped while the process lives; `flush` writes what is left.
 */
class EventQueue {
  private waiting: ProvisioningEvent[] = [];
  private writing: Promise<void> | undefined;

  async add(event: ProvisioningEvent): Promise<void> {
    this.waiting.push(event);
    this.writing ??= this.write();
    if (this.waiting.length > waitingMax) await this.writing;
  }

  /** Rows that are not written yet. */
  get size(): number {
    return this.waiting.length;
  }

  /** Resolves when every row added so far is written. */
  async flush(): Promise<void> {
    while (this.writing) await this.writing;
  }

  private async write(): Promise<void> {
    await delay(gatherMs);
    while (this.waiting.length > 0) {
      const batch = this.waiting.slice(0, batchMax);
      try {
        await insertBatch(batch);
        this.waiting = this.waiting.slice(batch.length);
      } catch (error) {
        log.error(
          { err: error, rows: this.waiting.length },
          "provisioning log rows could not be written; trying again",
        );
        await delay(retryMs);
      }
    }
    this.writing = undefined;
  }
}

/** Writes a batch; a row that the database will never take is told to the server's log and must not hold up the others. */
async function insertBatch(batch: readonly ProvisioningEvent[]): Promise<void> {
  try {
    await insertEvents(batch);
  } catch (error) {
    if (!isDataError(error)) throw error;
    const [only, ...others] = batch;
    if (only && others.length === 0) {
      log.error({ err: error, requestId: only.id }, "a provisioning log row cannot be stored");
      return;
    }
    const half = Math.ceil(batch.length / 2);
    await insertBatch(batch.slice(0, half));
    await insertBatch(batch.slice(half));
  }
}

export const eventQueue = new EventQueue();
