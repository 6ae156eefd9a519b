"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { setAssignedCounts } from "@/lib/console/assigned-counts";
import { SetAssignedCountsInput } from "@/lib/inputs/assigned-counts";

const run = adminAction(SetAssignedCountsInput, "directory:update", async (scope, input) => {
  await setAssignedCounts(scope, input);
  refresh();
});

export async function setAssignedCountsAction(organizationSlug: string, input: SetAssignedCountsInput) {
  return run(organizationSlug, input);
}
