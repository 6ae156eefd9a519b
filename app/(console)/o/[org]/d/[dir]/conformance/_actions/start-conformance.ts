"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { startTrialRun } from "@/lib/console/trial-runs";
import { StartTrialInput } from "@/lib/inputs/trial";

const run = adminAction(StartTrialInput, "trial:run", async (scope, { directoryId }) => {
  await startTrialRun(scope, { directoryId, kind: "conformance" });
  refresh();
});

export async function startConformanceAction(organizationSlug: string, input: StartTrialInput) {
  return run(organizationSlug, input);
}
