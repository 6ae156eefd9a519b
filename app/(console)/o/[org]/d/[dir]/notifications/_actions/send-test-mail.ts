"use server";

import { adminAction } from "@/lib/actions/admin-action";
import { sendTestMail } from "@/lib/console/notifications";
import { SendTestMailInput } from "@/lib/inputs/notification";

const run = adminAction(SendTestMailInput, "directory:update", (scope, input) => sendTestMail(scope, input));

export async function sendTestMailAction(organizationSlug: string, input: SendTestMailInput) {
  return run(organizationSlug, input);
}
