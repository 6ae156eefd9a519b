"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { removeDomain } from "@/lib/console/domains";
import { DomainInput } from "@/lib/inputs/domain";

const run = adminAction(DomainInput, "domain:delete", async (scope, input) => {
  await removeDomain(scope, input);
  refresh();
});

export async function removeDomainAction(organizationSlug: string, input: DomainInput) {
  return run(organizationSlug, input);
}
