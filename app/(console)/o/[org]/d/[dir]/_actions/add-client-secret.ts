"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { addClientSecret } from "@/lib/console/oauth-clients";
import { AddClientSecretInput } from "@/lib/inputs/oauth-client";

/** The answer carries the secret, once, in the body of a POST that nothing caches; the page it refreshes does not. */
const run = adminAction(AddClientSecretInput, "token:create", async (scope, input) => {
  const { identifier, secret } = await addClientSecret(scope, input);
  refresh();
  return { identifier, secret };
});

export async function addClientSecretAction(organizationSlug: string, input: AddClientSecretInput) {
  return run(organizationSlug, input);
}
