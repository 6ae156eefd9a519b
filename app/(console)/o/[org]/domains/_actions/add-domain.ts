"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { addDomain } from "@/lib/console/domains";
import { AddDomainInput } from "@/lib/inputs/domain";

const run = adminAction(AddDomainInput, "domain:create", async (scope, input) => {
  const { name } = await addDomain(scope, input);
  refresh();
  return { name };
});

export async function addDomainAction(organizationSlug: string, input: AddDomainInput) {
  return run(organizationSlug, input);
}
