"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { checkDomain } from "@/lib/console/domains";
import { DomainInput } from "@/lib/inputs/domain";

const run = adminAction(DomainInput, "domain:update", async (scope, input) => {
  await checkDomain(scope, input);
  refresh();
});

export async function checkDomainAction(organizationSlug: string, input: DomainInput) {
  return run(organizationSlug, input);
}
