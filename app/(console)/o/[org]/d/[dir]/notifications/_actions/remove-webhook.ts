"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { removeWebhook } from "@/lib/console/webhooks";
import { WebhookInput } from "@/lib/inputs/webhook";

const run = adminAction(WebhookInput, "directory:update", async (scope, input) => {
  const value = await removeWebhook(scope, input);
  refresh();
  return { id: value.id };
});

export async function removeWebhookAction(organizationSlug: string, input: WebhookInput) {
  return run(organizationSlug, input);
}
