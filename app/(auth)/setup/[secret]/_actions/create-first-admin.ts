"use server";

import { publicAction } from "@/lib/actions/public-action";
import { createFirstAdmin } from "@/lib/console/setup";
import { FirstAdminInput } from "@/lib/inputs/setup";

/** The secret of the link is the permission; the use-case spends it. */
export async function createFirstAdminAction(secret: string, input: FirstAdminInput) {
  const run = publicAction(FirstAdminInput, async (parsed) => {
    const { organization } = await createFirstAdmin(String(secret), parsed);
    return { organizationSlug: organization.slug };
  });
  return run(input);
}
