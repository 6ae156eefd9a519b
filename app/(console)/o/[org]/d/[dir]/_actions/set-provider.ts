"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { setProvider } from "@/lib/console/directories";
import { SetProviderInput } from "@/lib/inputs/directory";

const run = adminAction(SetProviderInput, "directory:update", async (scope, input) => {
  const { provider } = await setProvider(scope, input);
  refresh();
  return { provider };
});

export async function setProviderAction(organizationSlug: string, input: SetProviderInput) {
  return run(organizationSlug, input);
}
