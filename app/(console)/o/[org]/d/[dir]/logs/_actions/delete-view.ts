"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { deleteLogView } from "@/lib/console/log-views";
import { LogViewInput } from "@/lib/inputs/log-view";

const run = adminAction(LogViewInput, "directory:read", async (scope, input) => {
  const value = await deleteLogView(scope, input);
  refresh();
  return { id: value.id };
});

export async function deleteViewAction(organizationSlug: string, input: LogViewInput) {
  return run(organizationSlug, input);
}
