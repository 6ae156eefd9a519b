"use server";

import { refresh } from "next/cache";
import { guideAction } from "@/lib/actions/guide-action";
import { markStep } from "@/lib/console/setup-guide";
import { MarkLinkStepInput } from "@/lib/inputs/guide-link";

const run = guideAction(MarkLinkStepInput, "guide:mark", async ({ scope }, input) => {
  await markStep(scope, { ...input, directoryId: scope.directoryId });
  refresh();
  return { step: input.step };
});

export async function markLinkStepAction(secret: string, input: MarkLinkStepInput) {
  return run(secret, input);
}
