const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** How long after each failed attempt the next one comes: at first a server that restarts, then one that is repaired. */
const pausesMs = [
  minuteMs / 2,
  2 * minuteMs,
  10 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  6 * hourMs,
  12 * hourMs,
  24 * hourMs,
  24 * hourMs,
];

/**
 * By how much of itself a pause is shorter or longer, so that what failed at one moment does not come back at one moment
 * (Standard Webhooks 1.0.0, "Retry schedule").
 */
const jitter = 0.2;

/** After that many attempts, some three days, a message is given up. */
export const attemptsMax = pausesMs.length + 1;

/**
 * @param random from 0 to 1
 * @returns undefined when that was the last attempt
 */
export function nextAttempt(attempts: number, failedAt: Date, random: () => number = Math.random): Date | undefined {
  const pause = pausesMs[attempts - 1];
  if (pause === undefined) return undefined;
  return new Date(failedAt.getTime() + Math.round(pause * (1 - jitter + 2 * jitter * random())));
}
