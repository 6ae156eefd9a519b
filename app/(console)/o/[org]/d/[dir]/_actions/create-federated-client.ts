"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { createFederatedClient } from "@/lib/console/oauth-federation";
import { CreateFederatedClientInput } from "@/lib/inputs/oauth-client";

const run = adminAction(CreateFederatedClientInput, "token:create", async (scope, input) => {
  const { name } = await createFederatedClient(scope, input);
  refresh();
  return { name };
});

export async function createFederatedClientAction(organizationSlug: string, input: CreateFederatedClientInput) {
  return run(organizationSlug, input);
}
