"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { rotateToken } from "@/lib/console/token-rotation";
import { RotateTokenInput } from "@/lib/inputs/token-rotation";

/** The answer carries the new token, once, as that of createTokenAction does. */
const run = adminAction(RotateTokenInput, "token:create", async (scope, input) => {
  const { token } = await rotateToken(scope, input);
  refresh();
  return { token };
});

export async function rotateTokenAction(organizationSlug: string, input: RotateTokenInput) {
  return run(organizationSlug, input);
}
