"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { changeWebhook } from "@/lib/console/webhooks";
import { ChangeWebhookInput } from "@/lib/inputs/webhook";

const run = adminAction(ChangeWebhookInput, "directory:update", async (scope, input) => {
  const value = await changeWebhook(scope, input);
  refresh();
  return { resumed: value.resumed };
});

export async function changeWebhookAction(organizationSlug: string, input: ChangeWebhookInput) {
  return run(organizationSlug, input);
}
