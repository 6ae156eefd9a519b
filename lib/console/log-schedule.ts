import { readLogIdentities } from "@/lib/db/log-identities";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { sweepLog } from "./log-retention";

const tickMs = 60_000;
const sweepMs = 60 * 60_000;

/**
 * Keeps what free text over the log is answered from up to date, and lets go of what is too old to be kept, until `stop`,
 * which waits for the last time.
 */
export function startLogUpkeep(): { stop(): Promise<void> } {
  let sweepAt = Date.now() + tickMs;
  let running: Promise<unknown> | undefined;
  const tick = async () => {
    await readLogIdentities();
    if (Date.now() < sweepAt || env.databaseUrl === undefined) return;
    sweepAt = Date.now() + sweepMs;
    const { dropped, deleted } = await sweepLog(env.databaseUrl, new Date());
    if (dropped.length > 0 || deleted > 0)
      log.info({ dropped, deleted }, "the provisioning log let go of what is too old");
  };
  const timer = setInterval(() => {
    running ??= tick()
      .catch((error: unknown) => log.error({ err: error }, "the upkeep of the provisioning log failed"))
      .finally(() => (running = undefined));
  }, tickMs);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
