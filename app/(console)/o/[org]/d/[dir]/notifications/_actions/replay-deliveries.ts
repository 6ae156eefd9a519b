"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { replayDeliveries } from "@/lib/console/replay-deliveries";
import { ReplayInput } from "@/lib/inputs/webhook";

const run = adminAction(ReplayInput, "directory:update", async (scope, input) => {
  const value = await replayDeliveries(scope, input);
  refresh();
  return value;
});

export async function replayDeliveriesAction(organizationSlug: string, input: ReplayInput) {
  return run(organizationSlug, input);
}
