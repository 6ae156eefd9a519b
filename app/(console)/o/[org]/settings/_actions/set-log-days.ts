"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { setLogDays } from "@/lib/console/log-retention";
import { SetLogDaysInput } from "@/lib/inputs/log";

const run = adminAction(SetLogDaysInput, "organization:update", async (scope, input) => {
  await setLogDays(scope, input);
  refresh();
  return input;
});

export async function setLogDaysAction(organizationSlug: string, input: SetLogDaysInput) {
  return run(organizationSlug, input);
}
