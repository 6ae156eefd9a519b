import type { HealthRecord } from "@/lib/db/directory-health";
import { findingKinds, parseFacts, type FindingFacts, type FindingKind, type HealthState } from "@/lib/insight/finding";
import { healthReasons, type HealthReason } from "@/lib/insight/health-of";

export interface HealthDto {
  readonly state: HealthState;
  /** The kind of the finding that is to blame, or what is waited for; null where the state says it all. */
  readonly kind: FindingKind | HealthReason | null;
  readonly since: Date;
  /** Of that finding. */
  readonly facts: FindingFacts;
}

/**
 * The health of a directory as the last survey found it; what has changed since then by a switch is shown at once.
 * @param record undefined before the first survey
 */
export function shownHealth(
  { enabled, createdAt }: { readonly enabled: boolean; readonly createdAt: Date },
  record: HealthRecord | undefined,
): HealthDto {
  const nothing = { kind: null, facts: {} };
  if (record === undefined) return { ...nothing, state: enabled ? "waiting" : "off", since: createdAt };
  const { state, since, kind, facts, wasServed, surveyedAt } = record;
  if (enabled === (state !== "off")) return { state, since, kind: kindNamed(kind), facts: parseFacts(facts) };
  return { ...nothing, state: !enabled ? "off" : wasServed ? "healthy" : "waiting", since: surveyedAt };
}

const kindNamed = (kind: string | null) => [...findingKinds, ...healthReasons].find((each) => each === kind) ?? null;
