"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { cancelTrialRun } from "@/lib/console/trial-runs";
import { CancelTrialInput } from "@/lib/inputs/trial";

const run = adminAction(CancelTrialInput, "trial:run", async (scope, input) => {
  await cancelTrialRun(scope, input);
  refresh();
});

export async function cancelRehearsalAction(organizationSlug: string, input: CancelTrialInput) {
  return run(organizationSlug, input);
}
