import type { CycleRecord, Phase } from "./cycle";

/** How far an initial cycle has come. */
export interface CycleProgress {
  readonly phase: Phase;
  /** Of all phases, 0 to 1; undefined where nobody can know how many people there will be. */
  readonly share: number | undefined;
  /** People and groups so far, and a minute. */
  readonly objects: number;
  readonly perMinute: number;
  /** Until its people and groups are over, milliseconds; undefined where that is not known. */
  readonly leftMs: number | undefined;
}

const minuteMs = 60_000;
/** Managers and members come after everybody and everything, and take about a tenth of the requests. */
const objectsShare = 0.9;

/**
 * Entra's order is people, groups, then managers and members (ENTRA.md §5): once there are groups, all people were seen.
 * @returns undefined for other cycles, and for those that are over
 */
export function progressOf(cycle: CycleRecord, now: Date): CycleProgress | undefined {
  const { kind, ended, phase, began, users, groups } = cycle;
  if (kind !== "initial" || ended !== null || phase === null) return undefined;
  const objects = users + groups;
  const ms = Math.max(now.getTime() - began.getTime(), 1_000);
  const perMinute = (objects * minuteMs) / ms;
  if (phase === "members") return { phase, share: objectsShare, objects, perMinute, leftMs: undefined };
  const expected = expectedOf(cycle, phase);
  if (expected === undefined || objects >= expected)
    return { phase, share: undefined, objects, perMinute, leftMs: undefined };
  const leftMs = perMinute > 0 ? ((expected - objects) / perMinute) * minuteMs : undefined;
  return { phase, share: (objects / expected) * objectsShare, objects, perMinute, leftMs };
}

function expectedOf({ users, expectedUsers, expectedGroups }: CycleRecord, phase: Phase): number | undefined {
  if (phase === "users") return expectedUsers === null ? undefined : expectedUsers + (expectedGroups ?? 0);
  return expectedGroups === null ? undefined : users + expectedGroups;
}
