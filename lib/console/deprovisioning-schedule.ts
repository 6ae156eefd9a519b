import { brakeLimits, keptForDays } from "@/lib/applications/deprovision-brake";
import { forgetDeletedUsers } from "@/lib/db/deleted-users";
import { forgetDeprovisions } from "@/lib/db/deprovision-brake";
import { forgetSettledHolds } from "@/lib/db/held-users";
import { log } from "@/lib/log";

const tickMs = 10 * 60_000;
const hourMs = 60 * 60_000;

/** Empties the bins of who was deleted 30 days ago, and forgets what is settled. Copies of Muster may do it at once. */
export async function sweepDeprovisioning(at = new Date()): Promise<void> {
  await forgetSettledHolds();
  await forgetDeletedUsers(new Date(at.getTime() - keptForDays * 24 * hourMs));
  await forgetDeprovisions(new Date(at.getTime() - (brakeLimits.hours + 24) * hourMs));
}

/** Sweeps until `stop`, which waits for the last time. */
export function startDeprovisioningSweeps(): { stop(): Promise<void> } {
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= sweepDeprovisioning()
      .catch((error: unknown) => log.error({ err: error }, "the bin of deleted people could not be emptied"))
      .finally(() => (running = undefined));
  }, tickMs);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
