import type { EntraHttpClient } from "../http-client";
import { Measurements } from "./measurements";
import type { Latencies, Measured } from "./measurements";
import { mixes, send, sequenceOf } from "./operations";
import type { MixName } from "./operations";
import { Pool } from "./pool";
import { play } from "./schedule";
import type { Schedule } from "./schedule";

export interface LoadOptions {
  readonly client: EntraHttpClient;
  readonly isCompliant: boolean;
  readonly schedule: Schedule;
  readonly seconds: number;
  readonly mix: MixName;
  /** Made before, beside those that the load itself creates. */
  readonly people: number;
  readonly groups: number;
  readonly domain: string;
  /** Ends the load; what it made is removed all the same. */
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: LoadProgress) => void;
}

export interface LoadProgress {
  readonly phase: "filling" | "load" | "cleaning";
  readonly seconds: number;
  readonly answered: number;
  readonly failed: number;
  readonly latencies: Latencies | undefined;
}

export interface LoadReport extends Measured {
  /** Nothing failed, nothing is left over, and the rate was reached. */
  readonly passed: boolean;
  readonly mix: MixName;
  readonly seconds: number;
  /** Requests a second: asked for (null: as many as there are, so many at a time), and answered. */
  readonly rate: { readonly wanted: number | null; readonly reached: number };
  readonly concurrency: number | null;
  readonly dropped: number;
  readonly stopped: boolean;
  /** Names of what the load made and could not delete. */
  readonly leftovers: readonly string[];
}

/** A rate is reached when the last answer comes hardly later than its request was due: by a second, or a hundredth of all. */
const lateS = 1;
const lateShare = 0.01;
const progressMs = 500;

/**
 * Sends a mix of Entra's requests at a rate, or so many at a time, and measures. Latency is counted from when a request was
 * due: a server that stalls is not asked less for it, nor is that hidden (no coordinated omission).
 * @throws ProvisioningFailure when the people to begin with cannot be made, and the signal's reason while they are; what was
 * made is gone then
 */
export async function runLoad(options: LoadOptions): Promise<LoadReport> {
  const { client, schedule, seconds, mix, signal, isCompliant } = options;
  const pool = new Pool(options);
  const measurements = new Measurements();
  const operationOf = sequenceOf(mixes[mix]);
  const began = performance.now();
  let phase: LoadProgress["phase"] = "filling";
  let phaseBegan = began;
  const enter = (next: LoadProgress["phase"]) => {
    phase = next;
    phaseBegan = performance.now();
  };
  const timer = setInterval(() => {
    const { answered, failed } = measurements;
    const latencies = measurements.latenciesOf("all");
    options.onProgress?.({ phase, seconds: (performance.now() - phaseBegan) / 1000, answered, failed, latencies });
  }, progressMs);
  try {
    await pool.fill(signal);
    enter("load");
    const played = await play(
      schedule,
      seconds,
      async (number, due) => {
        const operation = operationOf(number);
        const exchange = await send({ client, pool, isCompliant }, operation);
        measurements.record(operation, exchange, performance.now() - due);
      },
      signal,
    );
    enter("cleaning");
    const leftovers = await pool.clean();
    return reportOf(options, measurements.measured(), played, leftovers);
  } catch (error) {
    await pool.clean();
    throw error;
  } finally {
    clearInterval(timer);
  }
}

function reportOf(
  { schedule, mix, signal, seconds: planned }: LoadOptions,
  measured: Measured,
  { dropped, seconds }: { readonly dropped: number; readonly seconds: number },
  leftovers: readonly string[],
): LoadReport {
  const wanted = "rate" in schedule ? schedule.rate : null;
  const reached = Math.round(((measured.requests - measured.failed) / seconds) * 10) / 10;
  const isReached = wanted === null || seconds - planned <= Math.max(lateS, planned * lateShare);
  const stopped = signal.aborted;
  return {
    passed: measured.failed === 0 && dropped === 0 && leftovers.length === 0 && isReached && !stopped,
    mix,
    seconds: Math.round(seconds * 10) / 10,
    rate: { wanted, reached },
    concurrency: "concurrency" in schedule ? schedule.concurrency : null,
    dropped,
    stopped,
    leftovers,
    ...measured,
  };
}
