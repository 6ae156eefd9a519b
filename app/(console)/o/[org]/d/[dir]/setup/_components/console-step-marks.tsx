"use client";

import { StepMarks } from "@/components/guide/step-marks";
import type { StepProgress } from "@/lib/applications/setup-progress";
import { markStepAction } from "../../_actions/mark-step";

export interface ConsoleStepMarksProps {
  organizationSlug: string;
  directoryId: string;
  progress: StepProgress;
}

export function ConsoleStepMarks({ organizationSlug, directoryId, progress }: ConsoleStepMarksProps) {
  const step = progress.step.id;
  return (
    <StepMarks progress={progress} set={(mark) => markStepAction(organizationSlug, { directoryId, step, mark })} />
  );
}
