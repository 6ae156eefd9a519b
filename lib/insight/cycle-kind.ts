import type { ClientCounts, CycleKind, CycleRecord } from "./cycle";

export interface CycleHistory {
  readonly provider: "entra" | "okta" | "other";
  /** Whether an initial cycle was seen before this one. */
  readonly hadInitial: boolean;
  /** Whether it is the first of one of its clients (`mayBeFirst`). */
  readonly isFirst: boolean;
  /** People and groups that the directory has. */
  readonly objects: number;
}

/** More people than these nobody provisions on demand one after the other (ENTRA.md §7.6). */
const onDemandMax = 5;
const onDemandRequests = 12;
/** A directory that was filled by hand with fewer has not had its initial cycle yet. */
const initialMin = 10;

/**
 * Which kind of cycle it is, as far as it has come. A few people or groups that Entra looked up without a check of the
 * credentials were provisioned on demand. The first of the others is initial, of each client, and so is one that made most
 * of what is there, or in which a client looks up those whom it should know by id: it was restarted (ENTRA.md §7.1).
 */
export function kindOf(cycle: CycleRecord, { provider, hadInitial, isFirst, objects }: CycleHistory): CycleKind {
  if (provider === "entra" && isOnDemand(cycle)) return "onDemand";
  if (!hadInitial || isFirst || cycle.created >= Math.max(initialMin, objects * 0.8)) return "initial";
  const whole = { ...cycle, objects: cycle.users + cycle.groups };
  return [whole, ...Object.values(cycle.clients)].some((client) => isRestart(client, objects))
    ? "initial"
    : "incremental";
}

const isRestart = ({ found, objects, created }: ClientCounts, all: number): boolean =>
  found >= Math.max(2, Math.min(5, all)) && found >= (objects - created) * 0.8;

/**
 * Whether a client does what it does in its first cycle: it looks up everybody it asks about (ENTRA.md §7.1). A few are not
 * enough to tell it from one that has a new credential and new people.
 */
export const mayBeFirst = ({ lookups, objects }: ClientCounts): boolean =>
  objects > onDemandMax && lookups >= objects * 0.8;

function isOnDemand({ probes, lookups, users, groups, requests }: CycleRecord): boolean {
  const objects = users + groups;
  const isFew = objects > 0 && objects <= onDemandMax && requests <= onDemandRequests * objects;
  return isFew && probes === 0 && lookups === objects;
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
