import { setTimeout as delay } from "node:timers/promises";

/** When requests are sent: on time whatever becomes of those before, or so many at a time. */
export type Schedule = { readonly rate: number } | { readonly concurrency: number };

/**
 * Sends one request.
 * @param number from 0 on
 * @param due when it was to be sent, in the time of performance.now()
 * @throws what ends the load
 */
export type SendOne = (number: number, due: number) => Promise<void>;

export interface Played {
  /** Requests that were due and not sent, because too many were under way. */
  readonly dropped: number;
  /** Until the last answer. */
  readonly seconds: number;
}

/** More open requests would measure this machine. */
const underWayMax = 2_000;

/** Sends for so long, or until the signal; then waits for what is under way. */
export async function play(
  schedule: Schedule,
  seconds: number,
  sendOne: SendOne,
  signal: AbortSignal,
): Promise<Played> {
  const began = performance.now();
  const dropped =
    "rate" in schedule
      ? await openLoop(schedule.rate, seconds, sendOne, signal)
      : await closedLoop(schedule.concurrency, seconds, sendOne, signal);
  const taken = (performance.now() - began) / 1000;
  // The last one is due before the end: a rate is of the whole time.
  return { dropped, seconds: signal.aborted ? taken : Math.max(taken, seconds) };
}

async function openLoop(rate: number, seconds: number, sendOne: SendOne, signal: AbortSignal): Promise<number> {
  const began = performance.now();
  const total = Math.round(rate * seconds);
  const underWay = new Set<Promise<void>>();
  const errors: unknown[] = [];
  let dropped = 0;
  for (let number = 0; number < total && !signal.aborted && errors.length === 0; number += 1) {
    const due = began + (number * 1000) / rate;
    const early = due - performance.now();
    if (early > 0 && !(await isOver(early, signal))) break;
    if (underWay.size >= underWayMax) {
      dropped += 1;
      continue;
    }
    const one = sendOne(number, due)
      .catch((error: unknown) => void errors.push(error))
      .finally(() => underWay.delete(one));
    underWay.add(one);
  }
  await Promise.all(underWay);
  if (errors.length > 0) throw errors[0];
  return dropped;
}

async function closedLoop(width: number, seconds: number, sendOne: SendOne, signal: AbortSignal): Promise<number> {
  const end = performance.now() + seconds * 1000;
  let number = 0;
  const work = async () => {
    while (performance.now() < end && !signal.aborted) {
      await sendOne(number, performance.now());
      number += 1;
    }
  };
  await Promise.all(Array.from({ length: width }, work));
  return 0;
}

const isOver = (milliseconds: number, signal: AbortSignal): Promise<boolean> =>
  delay(milliseconds, true, { signal }).catch(() => false);
