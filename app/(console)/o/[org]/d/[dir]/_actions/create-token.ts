"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { createToken } from "@/lib/console/tokens";
import { CreateTokenInput } from "@/lib/inputs/token";

/** The answer carries the token, once, in the body of a POST that nothing caches; the page it refreshes does not. */
const run = adminAction(CreateTokenInput, "token:create", async (scope, input) => {
  const { token } = await createToken(scope, input);
  refresh();
  return { token };
});

export async function createTokenAction(organizationSlug: string, input: CreateTokenInput) {
  return run(organizationSlug, input);
}
