"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { setDomainPolicy } from "@/lib/console/directories";
import { SetDomainPolicyInput } from "@/lib/inputs/directory";

const run = adminAction(SetDomainPolicyInput, "directory:update", async (scope, input) => {
  await setDomainPolicy(scope, input);
  refresh();
});

export async function setDomainPolicyAction(organizationSlug: string, input: SetDomainPolicyInput) {
  return run(organizationSlug, input);
}
