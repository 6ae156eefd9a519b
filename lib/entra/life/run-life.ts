import type { EntraHttpClient } from "../http-client";
import type { Configuration } from "../sync/configuration";
import { runCycle } from "../sync/cycle";
import type { CycleOptions } from "../sync/cycle-options";
import type { CycleReport, ReportedFailure } from "../sync/cycle-report";
import { isDisabledFor } from "../sync/quarantine";
import type { SyncState } from "../sync/state";
import { Random } from "../tenant/random";
import { expectCycle } from "../verify/expect-cycle";
import type { Expectation } from "../verify/expectation";
import type { Refusal } from "../verify/looked";
import { dayMs } from "./chance";
import type { Happening } from "./draft";
import { liveOn } from "./live-on";
import type { Company } from "./live-on";

/** A company, what was provisioned of it, and what its directory should be by now. */
export interface Life extends Company {
  readonly expectation: Expectation;
  /** Cycles that were due so far; with the seed it decides what happens next. */
  readonly cycles: number;
}

export interface LifeOptions extends Pick<
  CycleOptions,
  | "isCompliant"
  | "concurrency"
  | "membersPerPatch"
  | "retries"
  | "allowsDeletions"
  | "signal"
  | "onProgress"
  | "onRecord"
> {
  readonly configuration: Configuration;
  readonly client: EntraHttpClient;
  /** Changed in place. */
  readonly state: SyncState;
  readonly seed: number;
  /** From one cycle to the next, milliseconds of the company's time. */
  readonly everyMs: number;
  /** Nothing happens in the tenant. */
  readonly isStill: boolean;
  readonly refuses?: Refusal;
}

/** What came of one time that a cycle was due. */
export interface LivedCycle {
  readonly life: Life;
  /** Epoch milliseconds of the company's time. */
  readonly at: number;
  /** What has happened since the last. */
  readonly happenings: readonly Happening[];
  /** Absent: the job waits in quarantine. */
  readonly report?: CycleReport;
  /** Failures that the server would be wrong not to have refused. */
  readonly deserved: readonly ReportedFailure[];
  readonly undeserved: readonly ReportedFailure[];
}

/**
 * Life until the next cycle, and that cycle, unless the job waits out its back-off (ENTRA.md §7.2). While a cycle that was
 * stopped has not been repeated, time passes and nothing happens: what somebody was in between would be seen by nobody.
 * @returns undefined when the job is disabled after 28 days in quarantine
 */
export async function liveCycle(before: Life, options: LifeOptions): Promise<LivedCycle | undefined> {
  const { state, everyMs, isStill, seed, configuration, refuses, allowsDeletions = false } = options;
  const isFirst = before.cycles === 0;
  const now = isFirst ? before.now : before.now + everyMs;
  if (state.quarantine && isDisabledFor(state.quarantine, now)) return undefined;
  const isPaused = isFirst || isStill || state.quarantine?.reason === "EncounteredQuarantineException";
  const random = new Random(seed * 1_000_003 + before.cycles);
  const lived = isPaused ? { happenings: [], ...before } : liveOn(before, everyMs / dayMs, random);
  const life = { tenant: lived.tenant, expectation: before.expectation, now, cycles: before.cycles + 1 };
  const { happenings } = lived;
  if (state.quarantine && state.quarantine.nextAttempt > now)
    return { life, at: now, happenings, deserved: [], undeserved: [] };
  const { tenant } = life;
  const report = await runCycle({ ...options, tenant, now: () => now });
  // A cycle that was stopped is done by the one that repeats it.
  if (state.quarantine?.reason === "EncounteredQuarantineException")
    return { life, at: now, happenings, report, deserved: [], undeserved: report.failures };
  const { expectation, failures } = expectCycle(before.expectation, {
    tenant,
    configuration,
    now,
    allowsDeletions,
    ...(refuses && { refuses }),
  });
  const isDeserved = ({ id, code }: ReportedFailure) => failures.get(id) === code;
  return {
    life: { ...life, expectation },
    at: now,
    happenings,
    report,
    deserved: report.failures.filter(isDeserved),
    undeserved: report.failures.filter((failure) => !isDeserved(failure)),
  };
}
