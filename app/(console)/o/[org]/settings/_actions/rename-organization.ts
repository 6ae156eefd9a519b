"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { renameOrganization } from "@/lib/console/organizations";
import { RenameOrganizationInput } from "@/lib/inputs/organization";

const run = adminAction(RenameOrganizationInput, "organization:update", async (scope, input) => {
  const { name } = await renameOrganization(scope, input);
  refresh();
  return { name };
});

export async function renameOrganizationAction(organizationSlug: string, input: RenameOrganizationInput) {
  return run(organizationSlug, input);
}
