"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { revokeOAuthClient } from "@/lib/console/oauth-clients";
import { RevokeOAuthClientInput } from "@/lib/inputs/oauth-client";

const run = adminAction(RevokeOAuthClientInput, "token:revoke", async (scope, input) => {
  const { name } = await revokeOAuthClient(scope, input);
  refresh();
  return { name };
});

export async function revokeOAuthClientAction(organizationSlug: string, input: RevokeOAuthClientInput) {
  return run(organizationSlug, input);
}
