"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { setSubdomains } from "@/lib/console/domains";
import { SetSubdomainsInput } from "@/lib/inputs/domain";

const run = adminAction(SetSubdomainsInput, "domain:update", async (scope, input) => {
  await setSubdomains(scope, input);
  refresh();
});

export async function setSubdomainsAction(organizationSlug: string, input: SetSubdomainsInput) {
  return run(organizationSlug, input);
}
