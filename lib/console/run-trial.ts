import { setTimeout as delay } from "node:timers/promises";
import { tenantUrl } from "@/lib/applications/applications";
import { musterScope } from "@/lib/auth/muster";
import type { DirectoryScope } from "@/lib/auth/scope";
import { sweepSandboxOf } from "@/lib/db/sandboxes";
import { endTrialRun, forgetOldRuns, recordProgress } from "@/lib/db/trial-runs";
import type { TakenRun, TrialEnd } from "@/lib/db/trial-runs";
import { Refusal } from "@/lib/inputs/refusal";
import { log } from "@/lib/log";
import { makeSandbox } from "./sandbox";
import { isTrialKind, trialKinds } from "./trial-kinds";
import type { TrialKind, TrialProgress } from "./trial-kinds";
import { TrialFailure } from "./trial-work";
import type { TrialWork } from "./trial-work";

/** A run whose process said nothing for so long counts as lost. */
export const leaseMs = 20_000;
/** How often it says something. */
const heartbeatMs = 500;
/** Longer than the largest honest run; shorter than its sandbox lives. */
const longestMs = 40 * 60_000;
/** Runs of a directory and kind that are kept. */
const keptRuns = 10;

export interface TrialServer {
  /** This very server, on this machine. */
  readonly origin: string;
  readonly works: Readonly<Partial<Record<TrialKind, TrialWork>>>;
  /** Aborts when the server is shut down. */
  readonly stopped: AbortSignal;
}

/**
 * Carries out a run that this process has taken: makes its sandbox, does its work, tells twice a second how far it is,
 * writes what became of it and removes the sandbox. Never throws.
 */
export async function runTrial(run: TakenRun, server: TrialServer): Promise<void> {
  const heart = startHeart(run, server.stopped);
  try {
    const end = await outcomeOf(run, server, heart);
    await heart.stop();
    await endTrialRun(run, end);
    await sweepSandboxOf(run);
    await forgetOldRuns(run, keptRuns);
  } catch (error) {
    // Its lease ends, and the sweep finds what is left.
    await heart.stop();
    log.error({ err: error, runId: run.id }, "what became of a trial run could not be written");
  }
}

async function outcomeOf(run: TakenRun, { origin, works }: TrialServer, heart: Heart): Promise<TrialEnd> {
  try {
    if (!isTrialKind(run.kind)) throw new TrialFailure("unknownKind");
    const work = works[run.kind];
    if (work === undefined) throw new TrialFailure("unknownKind");
    const scope: DirectoryScope = { ...musterScope(run.organizationId), directoryId: run.directoryId };
    const sandbox = await makeSandbox(scope, run, trialKinds[run.kind]);
    const { report, evidence } = await work({
      run,
      scope,
      sandbox,
      origin,
      tenantUrl: tenantUrl(origin, sandbox.application),
      signal: heart.signal,
      progress: heart.tell,
    });
    return heart.ending() ?? { state: "done", at: new Date(), report, ...(evidence !== undefined && { evidence }) };
  } catch (error) {
    return heart.ending() ?? failureOf(run, error);
  }
}

function failureOf(run: TakenRun, error: unknown): TrialEnd {
  const failed = { state: "failed" as const, at: new Date() };
  if (error instanceof TrialFailure) {
    return { ...failed, problem: error.problem, ...(error.detail !== undefined && { detail: error.detail }) };
  }
  if (error instanceof Refusal && error.key === "errors.sandboxTooLarge")
    return { ...failed, problem: "sandboxTooLarge" };
  log.error({ err: error, runId: run.id, kind: run.kind }, "a trial run failed");
  return { ...failed, problem: "unexpected" };
}

interface Heart {
  /** Aborts when the run is to end: cancelled, shut down, too slow, or lost. */
  readonly signal: AbortSignal;
  tell(progress: TrialProgress): void;
  /** How it ends before its time; undefined: it does not. */
  ending(): TrialEnd | undefined;
  stop(): Promise<void>;
}

/** Writes the progress and renews the lease until it is stopped, and hears whether somebody wants the run to end. */
function startHeart(run: TakenRun, stopped: AbortSignal): Heart {
  const abort = new AbortController();
  const over = new AbortController();
  const begun = Date.now();
  let wanted: Omit<TrialEnd, "at"> | undefined;
  let told: TrialProgress | undefined;
  const endAs = (end: Omit<TrialEnd, "at">) => {
    wanted ??= end;
    abort.abort();
  };
  const shutDown = () => endAs({ state: "lost" });
  stopped.addEventListener("abort", shutDown);
  if (stopped.aborted) shutDown();
  const beat = async () => {
    const answer = await recordProgress(run, told && { ...told }, new Date(Date.now() + leaseMs));
    if (answer === "cancel") endAs({ state: "cancelled" });
    else if (answer === undefined) endAs({ state: "lost" });
    else if (Date.now() - begun > longestMs) endAs({ state: "failed", problem: "tooSlow" });
  };
  const beating = (async () => {
    while (!over.signal.aborted) {
      await beat().catch((error: unknown) =>
        log.warn({ err: error, runId: run.id }, "a trial run could not be renewed"),
      );
      await delay(heartbeatMs, undefined, { signal: over.signal }).catch(() => undefined);
    }
  })();
  return {
    signal: abort.signal,
    tell: (progress) => (told = progress),
    ending: () => wanted && { ...wanted, at: new Date() },
    async stop() {
      stopped.removeEventListener("abort", shutDown);
      over.abort();
      await beating;
    },
  };
}
