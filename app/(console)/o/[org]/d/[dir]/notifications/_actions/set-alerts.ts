"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { setAlerts } from "@/lib/console/alert-settings";
import { SetAlertsInput } from "@/lib/inputs/notification";

const run = adminAction(SetAlertsInput, "directory:update", async (scope, input) => {
  const value = await setAlerts(scope, input);
  refresh();
  return value;
});

export async function setAlertsAction(organizationSlug: string, input: SetAlertsInput) {
  return run(organizationSlug, input);
}
