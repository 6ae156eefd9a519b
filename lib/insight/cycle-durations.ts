import type { CycleRecord } from "./cycle";

type Timed = Pick<CycleRecord, "began" | "ended" | "lastAt">;

/** Milliseconds from a cycle's first request to its last; of one that runs still, to the last so far. */
export const durationOf = ({ began, ended, lastAt }: Timed): number => (ended ?? lastAt).getTime() - began.getTime();

export interface DurationSummary {
  /** Cycles that have ended. */
  readonly count: number;
  /** At least half of them took so long or less, milliseconds. */
  readonly middle: number;
  readonly longest: number;
}

/** How long cycles took. One that runs still has not taken any time yet; undefined where fewer than two have ended. */
export function summarizeDurations(cycles: readonly Timed[]): DurationSummary | undefined {
  const durations = cycles
    .filter(({ ended }) => ended !== null)
    .map(durationOf)
    .sort((left, right) => right - left);
  const [longest, middle] = [durations[0], durations[Math.floor(durations.length / 2)]];
  if (longest === undefined || middle === undefined || durations.length < 2) return undefined;
  return { count: durations.length, middle, longest };
}
