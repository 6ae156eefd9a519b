import type { EndingCredential } from "@/lib/db/ending-credentials";
import type { FailingGroup } from "@/lib/db/failing-objects";
import type { LostReference } from "@/lib/db/lost-references";
import type { AssignedCounts, CycleRecord } from "./cycle";
import type { SurveyNotes } from "./survey-notes";

/** All that a survey judges by. */
export interface SurveyFacts {
  readonly now: Date;
  readonly enabled: boolean;
  readonly provider: "entra" | "okta" | "other";
  readonly notes: SurveyNotes;
  readonly lastRequestAt: Date | null;
  /** The cycle that runs, else the last one. */
  readonly cycle: CycleRecord | undefined;
  /** Milliseconds between the starts of two cycles; undefined where there is no habit. */
  readonly usualMs: number | undefined;
  readonly users: number;
  readonly groups: number;
  /** As an admin has said. */
  readonly assigned: AssignedCounts | undefined;
  readonly failing: readonly FailingGroup[];
  /** Those that end within `endsWithinDays` and that nothing replaces. */
  readonly ending: readonly EndingCredential[];
  /** People whose manager is nobody here. */
  readonly managers: readonly LostReference[];
  /** People who were made anew and miss memberships that they had. */
  readonly remade: readonly LostReference[];
  readonly trippedAt: Date | null;
  readonly held: number;
}
