"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { addWebhook } from "@/lib/console/webhooks";
import { AddWebhookInput } from "@/lib/inputs/webhook";

/** The answer carries the secret, once, in the body of a POST that nothing caches; the page it refreshes does not. */
const run = adminAction(AddWebhookInput, "directory:update", async (scope, input) => {
  const value = await addWebhook(scope, input);
  refresh();
  return { secret: value.secret };
});

export async function addWebhookAction(organizationSlug: string, input: AddWebhookInput) {
  return run(organizationSlug, input);
}
