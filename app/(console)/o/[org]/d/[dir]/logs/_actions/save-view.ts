"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { saveLogView } from "@/lib/console/log-views";
import { SaveLogViewInput } from "@/lib/inputs/log-view";
import { isViewQuery } from "../_data/view-query";

const run = adminAction(SaveLogViewInput, "directory:read", async (scope, input) => {
  const value = await saveLogView(scope, input, isViewQuery);
  refresh();
  return { id: value.id };
});

export async function saveViewAction(organizationSlug: string, input: SaveLogViewInput) {
  return run(organizationSlug, input);
}
