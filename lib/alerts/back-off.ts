const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** At first a server that restarts, then one that is repaired. */
const firstMs = [minuteMs / 2, 2 * minuteMs, 10 * minuteMs, 30 * minuteMs];
const times = (count: number, ms: number) => Array.from({ length: count }, () => ms);

/**
 * How long after each failed attempt the next one comes, for some three days. A webhook's receiver is somebody else's, and
 * is asked less and less. The SMTP server is one, and our own: when it is back, what waited for it is told soon.
 */
const pausesMs = {
  webhook: [...firstMs, 2 * hourMs, 6 * hourMs, 12 * hourMs, 24 * hourMs, 24 * hourMs],
  mail: [...firstMs, ...times(8, hourMs), ...times(20, 3 * hourMs)],
};

const pausesOf = (channel: string) => (channel === "mail" ? pausesMs.mail : pausesMs.webhook);

/**
 * By how much of itself a pause is shorter or longer, so that what failed at one moment does not come back at one moment
 * (Standard Webhooks 1.0.0, "Retry schedule").
 */
const jitter = 0.2;

/** After that many attempts a message is given up. */
export const attemptsMax = (channel: string): number => pausesOf(channel).length + 1;

/**
 * @param random from 0 to 1
 * @returns undefined when that was the last attempt
 */
export function nextAttempt(
  { channel, attempts }: { readonly channel: string; readonly attempts: number },
  failedAt: Date,
  random: () => number = Math.random,
): Date | undefined {
  const pause = pausesOf(channel)[attempts - 1];
  if (pause === undefined) return undefined;
  return new Date(failedAt.getTime() + Math.round(pause * (1 - jitter + 2 * jitter * random())));
}
