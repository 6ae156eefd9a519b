import { readLogIdentities } from "@/lib/db/log-identities";
import { log } from "@/lib/log";

const tickMs = 60_000;

/** Keeps what free text over the log is answered from up to date, until `stop`, which waits for the last time. */
export function startLogUpkeep(): { stop(): Promise<void> } {
  let running: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    running ??= readLogIdentities()
      .catch((error: unknown) => log.error({ err: error }, "the provisioning log could not be read for its identities"))
      .finally(() => (running = undefined));
  }, tickMs);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
