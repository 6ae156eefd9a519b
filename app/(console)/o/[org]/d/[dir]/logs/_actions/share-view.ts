"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { shareLogView } from "@/lib/console/log-views";
import { ShareLogViewInput } from "@/lib/inputs/log-view";

const run = adminAction(ShareLogViewInput, "directory:update", async (scope, input) => {
  const value = await shareLogView(scope, input);
  refresh();
  return { id: value.id };
});

export async function shareViewAction(organizationSlug: string, input: ShareLogViewInput) {
  return run(organizationSlug, input);
}
