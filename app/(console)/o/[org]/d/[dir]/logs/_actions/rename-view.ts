"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { renameLogView } from "@/lib/console/log-views";
import { RenameLogViewInput } from "@/lib/inputs/log-view";

const run = adminAction(RenameLogViewInput, "directory:read", async (scope, input) => {
  const value = await renameLogView(scope, input);
  refresh();
  return { id: value.id };
});

export async function renameViewAction(organizationSlug: string, input: RenameLogViewInput) {
  return run(organizationSlug, input);
}
