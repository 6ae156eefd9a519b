import type { Random } from "../tenant/random";
import type { Draft } from "./draft";

/** How often a kind of thing happens, and doing it once. */
export interface Chance {
  /** So often in 30 days to each of those that it can happen to. */
  readonly perMonth: number;
  /** How many it can happen to: people, groups, memberships. */
  of(draft: Draft): number;
  happen(draft: Draft, random: Random): void;
}

export const dayMs = 24 * 60 * 60 * 1000;
