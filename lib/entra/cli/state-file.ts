import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { readFile, rename } from "node:fs/promises";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as delay } from "node:timers/promises";
import type { LogRecord } from "../sync/log-record";
import { freshState, parseState, statePieces } from "../sync/state";
import type { SyncState } from "../sync/state";
import { CommandError } from "./terminal";

/** The state of a file; a fresh one where there is none yet. @throws CommandError when it is something else */
export async function readState(file: string): Promise<SyncState> {
  if (!existsSync(file)) return freshState(`scim.${randomUUID()}`);
  try {
    return parseState(await readFile(file, "utf8"));
  } catch {
    throw new CommandError(`${file} is no state of this program. Name another file with --state, or delete it.`);
  }
}

/** Whole or not at all, also when the machine stops in the middle of it. */
export async function writeState(file: string, state: SyncState): Promise<void> {
  const draft = `${file}.${process.pid}.tmp`;
  await pipeline(Readable.from(statePieces(state)), createWriteStream(draft, { flush: true }));
  await rename(draft, file);
}

const pauseMs = 2_000;
/** Of the time that a cycle takes, this part at most goes into keeping what it did. */
const share = 0.05;

/**
 * Writes a state again and again while a cycle changes it, so that a cycle that is killed loses seconds.
 * @returns what writes it a last time and ends that
 */
export function keepWriting(file: string, state: SyncState): () => Promise<void> {
  const stopped = new AbortController();
  const written = write();
  // It is told of at the end.
  written.catch(() => {});
  return async () => {
    stopped.abort();
    await written;
    await writeState(file, state);
  };

  async function write(): Promise<void> {
    let pause = pauseMs;
    while (await isOver(pause, stopped.signal)) {
      const began = performance.now();
      await writeState(file, state);
      pause = Math.max(pauseMs, (performance.now() - began) / share);
    }
  }
}

const isOver = (milliseconds: number, signal: AbortSignal): Promise<boolean> =>
  delay(milliseconds, true, { signal, ref: false }).catch(() => false);

/** Beside the state, one record a line. */
const logFileOf = (file: string): string => `${file}.log`;

/** @returns how to add records, and what to wait for at the end */
export function openLog(file: string): { add(record: LogRecord): void; close(): Promise<void> } {
  const stream = createWriteStream(logFileOf(file), { flags: "a" });
  return {
    add: (record) => void stream.write(`${JSON.stringify(record)}\n`),
    close: async () => {
      stream.end();
      await once(stream, "close");
    },
  };
}

/** Every record of the log, the oldest first. */
export async function* readLog(file: string): AsyncGenerator<LogRecord> {
  if (!existsSync(logFileOf(file))) return;
  const lines = createInterface({ input: createReadStream(logFileOf(file)), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) {
    if (line === "") continue;
    // Only `openLog` writes this file.
    const record: LogRecord = JSON.parse(line);
    yield record;
  }
}
