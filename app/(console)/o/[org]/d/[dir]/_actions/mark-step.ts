"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { markStep } from "@/lib/console/setup-guide";
import { MarkStepInput } from "@/lib/inputs/guide-step";

const run = adminAction(MarkStepInput, "guide:mark", async (scope, input) => {
  await markStep(scope, input);
  refresh();
  return { step: input.step };
});

export async function markStepAction(organizationSlug: string, input: MarkStepInput) {
  return run(organizationSlug, input);
}
