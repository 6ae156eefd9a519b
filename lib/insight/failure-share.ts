import { expectedObjects } from "./expected-objects";
import type { Problem } from "./finding";
import type { SurveyFacts } from "./survey-facts";

/** Entra's published thresholds (ENTRA.md §7.2): failures are people and groups that it could not write. */
export const quarantineThresholds = {
  /** Below so many failures the share does not count. */
  countedFrom: 5_000,
  share: 0.4,
  failures: 40_000,
  /** With references. */
  total: 60_000,
} as const;

/** From so many failures on a large share of them is told. */
const shareFrom = 20;
/** The part of a threshold from which on it is near. */
const near = 0.8;
const hourMs = 60 * 60_000;
/** A forecast does not look farther ahead, and is not made from a few. */
const forecastMs = 24 * hourMs;
const forecastFrom = 0.1;

/**
 * How near the failures are to quarantine. Until the share is below 40 % (or there are few), which the failing objects
 * themselves decide: each counts until it is written. With another provider than Entra a large share is told, and no more.
 */
export function failureShare({ now, provider, users, groups, failing, cycle, assigned }: SurveyFacts): Problem[] {
  const failures = failing.reduce((sum, group) => sum + group.users + group.groups, 0);
  const { countedFrom, share: shareMax, failures: failuresMax, total: totalMax } = quarantineThresholds;
  // Who fails is not here, or is and fails to be changed; of the latter there are few where the share is large.
  const attempted = Math.max(users + groups + failures, 1);
  const share = failures / attempted;
  const hasShare = share > shareMax && failures >= shareFrom;
  if (!hasShare && failures < failuresMax * near) return [];
  const threshold = failures >= failuresMax ? totalMax : hasShare && failures < countedFrom ? countedFrom : failuresMax;
  const perHour = failuresPerHour({ now, cycle });
  const hoursLeft = perHour > 0 && failures < threshold ? (threshold - failures) / perHour : undefined;
  const expected = expectedFailures({ cycle, assigned, share, failures });
  // Only Entra is known to quarantine.
  const quarantines = provider === "entra";
  const isReached = quarantines && ((hasShare && failures >= countedFrom) || failures >= failuresMax);
  const isForecast =
    quarantines &&
    hoursLeft !== undefined &&
    failures >= threshold * forecastFrom &&
    hoursLeft * hourMs <= forecastMs &&
    (expected === undefined || expected >= threshold);
  const isNear = quarantines && failures >= threshold * near;
  const facts = {
    failures,
    attempted,
    percent: Math.round(share * 100),
    threshold,
    isReached,
    hoursLeft:
      isReached || !isForecast || hoursLeft === undefined ? null : Math.max(0.1, Math.round(hoursLeft * 10) / 10),
  };
  const severity = isReached || isForecast || isNear ? "critical" : "warning";
  const since = new Date(Math.min(...failing.map(({ firstAt }) => firstAt.getTime())));
  return [{ kind: "failureShare", key: "", severity, since, facts }];
}

/** While a cycle runs: how fast failures come in it. */
function failuresPerHour({ now, cycle }: Pick<SurveyFacts, "now" | "cycle">): number {
  if (!cycle || cycle.ended !== null || cycle.failed === 0) return 0;
  // A first minute is not yet a rate.
  const ms = Math.max(now.getTime() - cycle.began.getTime(), 60_000);
  return (cycle.failed * hourMs) / ms;
}

/** How many there will be when the cycle is over, where it is known how many objects it will see. */
function expectedFailures({
  cycle,
  assigned,
  share,
  failures,
}: Pick<SurveyFacts, "cycle" | "assigned"> & { readonly share: number; readonly failures: number }):
  number | undefined {
  if (cycle === undefined) return undefined;
  const { users } = expectedObjects(cycle, assigned);
  // More have come than were expected: then nobody knows how many.
  return users === undefined || users < cycle.users ? undefined : Math.max(failures, users * share);
}
