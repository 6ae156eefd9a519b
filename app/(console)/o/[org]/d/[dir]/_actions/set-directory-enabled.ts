"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { setDirectoryEnabled } from "@/lib/console/directories";
import { SetDirectoryEnabledInput } from "@/lib/inputs/directory";

const run = adminAction(SetDirectoryEnabledInput, "directory:update", async (scope, input) => {
  const { enabled } = await setDirectoryEnabled(scope, input);
  refresh();
  return { enabled };
});

export async function setDirectoryEnabledAction(organizationSlug: string, input: SetDirectoryEnabledInput) {
  return run(organizationSlug, input);
}
