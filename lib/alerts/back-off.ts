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

/** After that many attempts, almost three days, a message is given up. */
export const attemptsMax = pausesMs.length + 1;

/** @returns undefined when that was the last attempt */
export function nextAttempt(attempts: number, failedAt: Date): Date | undefined {
  const pause = pausesMs[attempts - 1];
  return pause === undefined ? undefined : new Date(failedAt.getTime() + pause);
}
