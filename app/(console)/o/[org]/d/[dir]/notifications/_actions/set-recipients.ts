"use server";

import { refresh } from "next/cache";
import type { z } from "zod";
import { adminAction } from "@/lib/actions/admin-action";
import { setRecipients } from "@/lib/console/notifications";
import { SetRecipientsInput } from "@/lib/inputs/notification";

const run = adminAction(SetRecipientsInput, "directory:update", async (scope, input) => {
  const { recipients } = await setRecipients(scope, input);
  refresh();
  return { recipients };
});

export async function setRecipientsAction(organizationSlug: string, input: z.input<typeof SetRecipientsInput>) {
  return run(organizationSlug, input);
}
