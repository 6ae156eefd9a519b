"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { testWebhook } from "@/lib/console/test-webhook";
import { WebhookInput } from "@/lib/inputs/webhook";

const run = adminAction(WebhookInput, "directory:update", async (scope, input) => {
  const value = await testWebhook(scope, input);
  refresh();
  return value;
});

export async function testWebhookAction(organizationSlug: string, input: WebhookInput) {
  return run(organizationSlug, input);
}
