import type { Health } from "@/lib/db/directory-health";
import type { HealthState, Problem } from "./finding";

export interface HealthInputs {
  readonly now: Date;
  readonly provider: "entra" | "okta" | "other";
  readonly enabled: boolean;
  /** As it was at the survey before. */
  readonly before: { readonly state: HealthState; readonly since: Date };
  readonly lastRequestAt: Date | null;
  readonly credentials: number;
  readonly hasCycles: boolean;
  /** Whether any request was ever answered as it wanted. */
  readonly wasServed: boolean;
  readonly problems: readonly Problem[];
}

/** The reason of a state that no finding is to blame for. */
export const healthReasons = ["noCredential", "noRequest", "noSuccess", "noCycle"] as const;
export type HealthReason = (typeof healthReasons)[number];

/**
 * One state, the gravest that is true, with its reason and since when. Off, and waiting for any request, come first: what
 * else may be wrong does not matter yet. That nothing was ever served is no contact either, and comes last: while something
 * is known to be wrong, that is the reason. Only Entra has a quarantine; whatever is wrong with another provider, it comes
 * as before.
 */
export function healthOf({ now, before, ...inputs }: HealthInputs): Health {
  const { state, kind, facts } = stateOf(inputs);
  return { state, since: state === before.state ? before.since : now, kind, facts };
}

function stateOf(inputs: Omit<HealthInputs, "now" | "before">): Omit<Health, "since"> {
  const { enabled, provider, lastRequestAt, credentials, hasCycles, wasServed, problems } = inputs;
  const blame = (state: HealthState, problem: Problem) => ({ state, kind: problem.kind, facts: problem.facts });
  if (!enabled) {
    const arrives = problems.find(({ kind }) => kind === "serviceOff");
    return arrives ? blame("off", arrives) : { state: "off", kind: null, facts: {} };
  }
  if (lastRequestAt === null) {
    return { state: "waiting", kind: credentials === 0 ? "noCredential" : "noRequest", facts: {} };
  }
  const critical = problems.find(({ severity }) => severity === "critical");
  if (critical) return blame(provider === "entra" ? "quarantineRisk" : "degraded", critical);
  const silent = problems.find(({ kind }) => kind === "silent");
  if (silent) return blame("silent", silent);
  const [first] = problems;
  if (first) return blame("degraded", first);
  if (!wasServed) return { state: "waiting", kind: "noSuccess", facts: {} };
  return { state: "healthy", kind: hasCycles ? null : "noCycle", facts: {} };
}
