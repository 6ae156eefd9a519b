"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { restoreDeletedUser } from "@/lib/console/deleted-users";
import { RestoreUserInput } from "@/lib/inputs/deprovisioning";

const run = adminAction(RestoreUserInput, "person:decide", async (scope, input) => {
  const { groups } = await restoreDeletedUser(scope, input);
  refresh();
  return { groups };
});

export async function restoreUserAction(organizationSlug: string, input: RestoreUserInput) {
  return run(organizationSlug, input);
}
