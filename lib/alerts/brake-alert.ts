import { z } from "zod";
import { isApplicationId } from "@/lib/applications/applications";
import { musterScope } from "@/lib/auth/muster";
import { db } from "@/lib/db/client";
import { listUntoldTrips, takeUntoldTrip } from "@/lib/db/deprovision-brake";
import { audienceOf, everyWay, tell } from "./audience";
import type { Ways } from "./audience";
import { eventTypes } from "./event-types";

/** What an outbox message of the kind "brake.tripped" says. */
export const BrakeAlert = z.object({
  organization: z.object({ slug: z.string(), name: z.string() }),
  directory: z.object({
    slug: z.string(),
    name: z.string(),
    application: z.string().refine(isApplicationId),
    provider: z.enum(["entra", "okta", "other"]),
  }),
  trippedAt: z.coerce.date(),
  allowed: z.number(),
  held: z.number(),
});

/** Until then most of a cycle's disables have come, so that the mail says how many. */
const gatherMs = 60_000;

/**
 * Tells of every deprovision brake that holds, of all organizations, once each time it trips. Copies of Muster may do it at
 * once.
 * @returns how many messages were written
 */
export async function tellOfTrippedBrakes(at: Date = new Date(), ways: Ways = everyWay): Promise<number> {
  let written = 0;
  for (const { organizationId, directoryId } of await listUntoldTrips(new Date(at.getTime() - gatherMs))) {
    const scope = { ...musterScope(organizationId), directoryId };
    written += await db.$transaction(async (transaction) => {
      const audience = await audienceOf(transaction, scope, eventTypes.tripped, ways);
      // Nobody to tell: whoever comes is told then.
      if (audience.length === 0) return 0;
      const trip = await takeUntoldTrip(transaction, scope, at);
      if (trip === undefined) return 0;
      const payload = {
        organization: { slug: trip.organizationSlug, name: trip.organizationName },
        directory: {
          slug: trip.directorySlug,
          name: trip.directoryName,
          application: trip.application,
          provider: trip.provider,
        },
        trippedAt: trip.trippedAt.toISOString(),
        allowed: trip.allowed,
        held: trip.held,
      };
      return tell(transaction, scope, audience, { kind: eventTypes.tripped, payload, at });
    });
  }
  return written;
}
