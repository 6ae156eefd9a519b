"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { updateLogView } from "@/lib/console/log-views";
import { UpdateLogViewInput } from "@/lib/inputs/log-view";
import { isViewQuery } from "../_data/view-query";

const run = adminAction(UpdateLogViewInput, "directory:read", async (scope, input) => {
  const value = await updateLogView(scope, input, isViewQuery);
  refresh();
  return { id: value.id };
});

export async function updateViewAction(organizationSlug: string, input: UpdateLogViewInput) {
  return run(organizationSlug, input);
}
