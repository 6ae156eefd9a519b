import { deleteSandbox, forgetSandboxes, listSpentSandboxes } from "@/lib/db/sandboxes";
import { claimTrialRuns, markLostRuns } from "@/lib/db/trial-runs";
import { log } from "@/lib/log";
import { leaseMs, runTrial } from "./run-trial";
import { trialWorks } from "./trial-works";
import type { TrialKind } from "./trial-kinds";
import type { TrialWork } from "./trial-work";

const tickMs = 1_000;
const sweepMs = 10_000;
/** How long a log row of a sandbox may be on its way. */
const lateMs = 60_000;
/** Runs that a process carries out at once; they share its one thread with the identity providers. */
const placesMax = 2;

/**
 * Removes every sandbox that nobody works on any more, with its log: after its run, and after a process died in the
 * middle of one. Copies of Muster may do it at once.
 */
export async function sweepSandboxes(at = new Date()): Promise<void> {
  await markLostRuns(at);
  for (const { id, createdAt } of await listSpentSandboxes(at)) await deleteSandbox(id, createdAt);
  await forgetSandboxes(new Date(at.getTime() - lateMs));
}

/** The server's own address on this machine, whatever it is called elsewhere. @param host undefined: every address */
export function ownOrigin({ port, host }: { readonly port: number; readonly host: string | undefined }): string {
  if (host === undefined || host === "0.0.0.0" || host === "") return `http://127.0.0.1:${port}`;
  if (host === "::") return `http://[::1]:${port}`;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

export interface TrialSchedule {
  /** Takes what waits and sweeps, now; for tests. Resolves when the runs that it took have ended. */
  tick(): Promise<void>;
  /** Ends what runs: it is told as lost. */
  stop(): Promise<void>;
}

/**
 * Carries out trial runs against this very server, and sweeps, until `stop`. Copies of Muster share the work: each run is
 * taken by one of them.
 */
export function startTrialRuns(
  origin: string,
  works: Readonly<Partial<Record<TrialKind, TrialWork>>> = trialWorks,
): TrialSchedule {
  const stopped = new AbortController();
  const running = new Set<Promise<void>>();
  let sweptAt = 0;
  let looking: Promise<Promise<void>[]> | undefined;
  const take = async () => {
    const free = placesMax - running.size;
    if (free <= 0) return [];
    const taken = await claimTrialRuns(new Date(Date.now() + leaseMs), free);
    return taken.map((run) => {
      const done = runTrial(run, { origin, works, stopped: stopped.signal }).finally(() => running.delete(done));
      running.add(done);
      return done;
    });
  };
  const look = async () => {
    const now = Date.now();
    if (now >= sweptAt + sweepMs) {
      sweptAt = now;
      await sweepSandboxes();
    }
    return take();
  };
  const lookAgain = () =>
    (looking ??= look()
      .catch((error: unknown) => {
        log.error({ err: error }, "trial runs could not be looked for");
        return [];
      })
      .finally(() => (looking = undefined)));
  const timer = setInterval(() => void lookAgain(), tickMs);
  return {
    async tick() {
      await Promise.all(await lookAgain());
    },
    async stop() {
      clearInterval(timer);
      stopped.abort();
      await looking;
      await Promise.all(running);
    },
  };
}
