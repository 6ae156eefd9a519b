import type { Quarantine, SyncState } from "./state";

const hourMs = 60 * 60 * 1000;
/** After the first 6, 12 and 24 hours, then every 24 (ENTRA.md §7.2). */
const backOffHours = [6, 12, 24];
const seriesMs = 28 * 24 * hourMs;

/** What failed in a cycle. */
export interface Failures {
  /** Objects that were looked at. */
  readonly attempted: number;
  /** Objects that failed themselves. */
  readonly objects: number;
  /** Objects of which only manager or members failed. */
  readonly references: number;
}

/**
 * When failures are so many that the whole job is suspected (ENTRA.md §7.2): from 5,000 on, more than 40 % of what was
 * attempted, or more than 40,000; references count in nothing but the 60,000 of both.
 */
export function escrowReason({ attempted, objects, references }: Failures): Quarantine["reason"] | undefined {
  if (objects + references >= 60_000) return "EncounteredTotalEscrowThreshold";
  if (objects > 40_000) return "EncounteredBaseEscrowThreshold";
  return objects >= 5_000 && objects > attempted * 0.4 ? "EncounteredEscrowProportionThreshold" : undefined;
}

/** Puts the job into quarantine, or keeps it there for the next, longer while. */
export function quarantined(
  { quarantine }: SyncState,
  reason: Quarantine["reason"],
  message: string,
  now: number,
): Quarantine {
  const seriesCount = (quarantine?.seriesCount ?? 0) + 1;
  const hours = backOffHours[Math.min(seriesCount, backOffHours.length) - 1] ?? 24;
  return {
    reason,
    message,
    seriesBegan: quarantine?.seriesBegan ?? now,
    seriesCount,
    nextAttempt: now + hours * hourMs,
  };
}

/** After 28 days in quarantine the job is disabled. */
export const isDisabledFor = ({ seriesBegan }: Quarantine, now: number): boolean => now - seriesBegan >= seriesMs;

/** How long something that fails is tried again before it is left alone (ENTRA.md §7.1, §7.2). */
export const abandonedMs = 28 * 24 * hourMs;

/** A failing object is tried again in the next cycle, then after ever longer whiles, up to a day. */
export function nextAttempt(attempts: number, now: number): number {
  if (attempts <= 1) return now;
  return now + Math.min(40 * 60 * 1000 * 2 ** (attempts - 2), 24 * hourMs);
}
