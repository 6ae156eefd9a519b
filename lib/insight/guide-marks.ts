import { milestoneBits } from "@/lib/applications/milestones";
import type { ProvisioningScope } from "@/lib/auth/scope";
import { insertMilestone } from "@/lib/db/guide-marks";
import { log } from "@/lib/log";
import { milestoneOf } from "./milestone-of";
import type { ProvisioningEvent } from "./provisioning-event";

/** Which milestones of which directories this process knows to be written: a set of bits each. */
const written = new Map<string, number>();
const directoriesMax = 10_000;

/**
 * Notes, the first time, that a directory came to a milestone of its setup. Called after the answer's change is committed;
 * costs a request nothing but a look into memory. A sandbox is not set up.
 */
export function noteMilestone({ directory }: ProvisioningScope, event: ProvisioningEvent): void {
  const milestone = directory.isSandbox ? undefined : milestoneOf(event);
  if (milestone === undefined) return;
  const known = written.get(event.directoryId) ?? 0;
  const bit = milestoneBits[milestone];
  if ((known & bit) !== 0) return;
  if (written.size >= directoriesMax) written.clear();
  written.set(event.directoryId, known | bit);
  insertMilestone(milestone, event).catch((error: unknown) => {
    // The next request of its kind tries again.
    written.delete(event.directoryId);
    log.warn({ err: error, requestId: event.id }, "a milestone of the setup could not be written");
  });
}
