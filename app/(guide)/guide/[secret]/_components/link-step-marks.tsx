"use client";

import { StepMarks } from "@/components/guide/step-marks";
import type { StepProgress } from "@/lib/applications/setup-progress";
import { markLinkStepAction } from "../_actions/mark-link-step";

export function LinkStepMarks({ secret, progress }: { secret: string; progress: StepProgress }) {
  return <StepMarks progress={progress} set={(mark) => markLinkStepAction(secret, { step: progress.step.id, mark })} />;
}
