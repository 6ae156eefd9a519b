"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { rotateWebhook } from "@/lib/console/webhooks";
import { RotateWebhookInput } from "@/lib/inputs/webhook";

/** The answer carries the secret, once, in the body of a POST that nothing caches; the page it refreshes does not. */
const run = adminAction(RotateWebhookInput, "directory:update", async (scope, input) => {
  const value = await rotateWebhook(scope, input);
  refresh();
  return { secret: value.secret };
});

export async function rotateWebhookAction(organizationSlug: string, input: RotateWebhookInput) {
  return run(organizationSlug, input);
}
