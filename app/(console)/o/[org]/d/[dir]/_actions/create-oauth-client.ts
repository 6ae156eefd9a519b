"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { createOAuthClient } from "@/lib/console/oauth-clients";
import { CreateOAuthClientInput } from "@/lib/inputs/oauth-client";

/** The answer carries the secret, once, in the body of a POST that nothing caches; the page it refreshes does not. */
const run = adminAction(CreateOAuthClientInput, "token:create", async (scope, input) => {
  const { identifier, secret } = await createOAuthClient(scope, input);
  refresh();
  return { identifier, secret };
});

export async function createOAuthClientAction(organizationSlug: string, input: CreateOAuthClientInput) {
  return run(organizationSlug, input);
}
