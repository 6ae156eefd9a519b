"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { revokeClientSecret } from "@/lib/console/oauth-clients";
import { RevokeClientSecretInput } from "@/lib/inputs/oauth-client";

const run = adminAction(RevokeClientSecretInput, "token:revoke", async (scope, input) => {
  const { name } = await revokeClientSecret(scope, input);
  refresh();
  return { name };
});

export async function revokeClientSecretAction(organizationSlug: string, input: RevokeClientSecretInput) {
  return run(organizationSlug, input);
}
