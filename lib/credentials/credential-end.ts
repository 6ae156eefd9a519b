/** When tokens and client secrets end: the one place that says what is live, what ends soon, and when people are reminded. */

const dayMs = 24 * 60 * 60 * 1000;

/** Days before the end at which people are reminded. */
export const reminderDays = [60, 30, 14, 7, 1] as const;

/** From when on an end is shown as near. */
export const soonDays = 30;
const urgentDays = 7;

/** Whether a credential works, as far as its own dates tell. */
export function isLive(
  { expiresAt, revokedAt }: { readonly expiresAt: Date | null; readonly revokedAt: Date | null },
  now: Date,
): boolean {
  return revokedAt === null && (expiresAt === null || expiresAt > now);
}

/** "soon": within 30 days, amber; "urgent": within 7, red; "ended": it ends no more. */
export type Urgency = "later" | "soon" | "urgent" | "ended";

export function urgencyOf(expiresAt: Date, now: Date): Urgency {
  const days = (expiresAt.getTime() - now.getTime()) / dayMs;
  if (days <= 0) return "ended";
  if (days <= urgentDays) return "urgent";
  return days <= soonDays ? "soon" : "later";
}

/**
 * The last of `reminderDays` that a credential has reached: of several that were missed, only that one is told. None once
 * it has ended, and none on the day it was made: who makes a token for 30 days needs no reminder of 30.
 */
export function reminderDue(
  { createdAt, expiresAt }: { readonly createdAt: Date; readonly expiresAt: Date },
  now: Date,
): number | undefined {
  if (expiresAt <= now) return undefined;
  const reached = reminderDays.filter((days) => expiresAt.getTime() - days * dayMs <= now.getTime());
  const days = reached.at(-1);
  if (days === undefined || createdAt.getTime() > expiresAt.getTime() - (days + 1) * dayMs) return undefined;
  return days;
}

/** Days until then, as people count them: what is under a day and a half is one. */
export const daysUntil = (expiresAt: Date, now: Date): number =>
  Math.max(1, Math.round((expiresAt.getTime() - now.getTime()) / dayMs));
