"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { revokeToken } from "@/lib/console/tokens";
import { RevokeTokenInput } from "@/lib/inputs/token";

const run = adminAction(RevokeTokenInput, "token:revoke", async (scope, input) => {
  const { name } = await revokeToken(scope, input);
  refresh();
  return { name };
});

export async function revokeTokenAction(organizationSlug: string, input: RevokeTokenInput) {
  return run(organizationSlug, input);
}
