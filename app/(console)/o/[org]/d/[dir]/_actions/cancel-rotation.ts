"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { cancelRotation } from "@/lib/console/token-rotation";
import { CancelRotationInput } from "@/lib/inputs/token-rotation";

const run = adminAction(CancelRotationInput, "token:revoke", async (scope, input) => {
  const { name } = await cancelRotation(scope, input);
  refresh();
  return { name };
});

export async function cancelRotationAction(organizationSlug: string, input: CancelRotationInput) {
  return run(organizationSlug, input);
}
