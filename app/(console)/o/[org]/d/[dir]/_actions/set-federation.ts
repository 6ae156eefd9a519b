"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { setFederation } from "@/lib/console/oauth-federation";
import { SetFederationInput } from "@/lib/inputs/oauth-client";

const run = adminAction(SetFederationInput, "token:create", async (scope, input) => {
  const { name } = await setFederation(scope, input);
  refresh();
  return { name };
});

export async function setFederationAction(organizationSlug: string, input: SetFederationInput) {
  return run(organizationSlug, input);
}
