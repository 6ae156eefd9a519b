import type { CycleKind, CycleRecord } from "./cycle";

export interface CycleHistory {
  /** Whether an initial cycle was seen before this one. */
  readonly hadInitial: boolean;
  /** People and groups that the directory has. */
  readonly objects: number;
}

/** A person's provisioning on demand takes less (ENTRA.md §7.6). */
const onDemandMs = 60_000;
const onDemandRequests = 12;

/**
 * Which kind of cycle it is, as far as it has come. One person or group that was looked up without a check of the
 * credentials was provisioned on demand. The first of the others is initial, and so is one that looks up those whom the
 * identity provider should know by id: it was restarted (ENTRA.md §7.1).
 */
export function kindOf(cycle: CycleRecord, { hadInitial, objects }: CycleHistory): CycleKind {
  if (isOnDemand(cycle)) return "onDemand";
  if (!hadInitial) return "initial";
  const known = cycle.users + cycle.groups - cycle.created;
  const isRestart = cycle.found >= Math.max(2, Math.min(5, objects)) && cycle.found >= known * 0.8;
  return isRestart ? "initial" : "incremental";
}

function isOnDemand({ probes, lookups, users, groups, requests, began, lastAt }: CycleRecord): boolean {
  return (
    probes === 0 &&
    lookups === 1 &&
    users + groups === 1 &&
    requests <= onDemandRequests &&
    lastAt.getTime() - began.getTime() <= onDemandMs
  );
}

/** So many intervals make a habit. */
const intervalsMin = 4;
/** This share of them must be within half the usual one of it. */
const regularShare = 0.6;

/**
 * The usual time between the starts of two cycles, milliseconds; undefined where there is no such habit, as with providers
 * that send what happens when it happens.
 * @param starts of cycles that nobody started by hand, in any order
 */
export function usualInterval(starts: readonly Date[]): number | undefined {
  const times = starts.map((start) => start.getTime()).sort((left, right) => left - right);
  const intervals = times.slice(1).map((time, index) => time - (times[index] ?? time));
  if (intervals.length < intervalsMin) return undefined;
  const sorted = [...intervals].sort((left, right) => left - right);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const regular = intervals.filter((interval) => Math.abs(interval - median) <= median / 2).length;
  return median > 0 && regular >= intervals.length * regularShare ? median : undefined;
}

const minuteMs = 60_000;

/** Silence of so many milliseconds ends a cycle (ENTRA.md §7.8: ten minutes, less where cycles come faster). */
export const idleMsOf = (usualMs: number | undefined): number =>
  Math.min(10 * minuteMs, Math.max(2 * minuteMs, (usualMs ?? Number.POSITIVE_INFINITY) / 4));
