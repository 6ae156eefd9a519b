"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { releaseBrake } from "@/lib/console/deprovision-brake";
import { ReleaseBrakeInput } from "@/lib/inputs/deprovisioning";

const run = adminAction(ReleaseBrakeInput, "person:decide", async (scope, input) => {
  await releaseBrake(scope, input);
  refresh();
});

export async function releaseBrakeAction(organizationSlug: string, input: ReleaseBrakeInput) {
  return run(organizationSlug, input);
}
