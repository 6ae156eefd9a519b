"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { setBrake } from "@/lib/console/deprovision-brake";
import { SetBrakeInput } from "@/lib/inputs/deprovisioning";

const run = adminAction(SetBrakeInput, "directory:update", async (scope, input) => {
  await setBrake(scope, input);
  refresh();
});

export async function setBrakeAction(organizationSlug: string, input: SetBrakeInput) {
  return run(organizationSlug, input);
}
