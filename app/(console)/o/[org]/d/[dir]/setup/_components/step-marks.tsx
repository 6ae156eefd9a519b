"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useAction } from "@/components/use-action";
import type { StepId } from "@/lib/applications/setup-guides";
import type { MarkStepInput } from "@/lib/inputs/guide-step";
import { markStepAction } from "../../_actions/mark-step";

export interface StepMarksProps {
  organizationSlug: string;
  directoryId: string;
  step: StepId;
  /** Nothing that arrives proves it, or not yet. */
  mayTick: boolean;
  maySkip: boolean;
  isMarked: boolean;
}

/** Says of a step that it is done, goes past it, or takes that back. */
export function StepMarks({ organizationSlug, directoryId, step, mayTick, maySkip, isMarked }: StepMarksProps) {
  const t = useTranslations("guide");
  const { pending, run } = useAction();
  const title = t(`steps.${step}.title`);
  const set = (mark: MarkStepInput["mark"]) =>
    void run(() => markStepAction(organizationSlug, { directoryId, step, mark }));
  if (isMarked) {
    return (
      <div>
        <Button
          variant="ghost"
          size="sm"
          className="-ml-2.5"
          aria-label={t("untickNamed", { step: title })}
          pending={pending}
          onClick={() => set(null)}
        >
          {t("untick")}
        </Button>
      </div>
    );
  }
  return (
    <div className="flex flex-wrap gap-2">
      {mayTick ? (
        <Button
          variant="primary"
          aria-label={t("tickNamed", { step: title })}
          pending={pending}
          onClick={() => set("done")}
        >
          {t("tick")}
        </Button>
      ) : null}
      {maySkip ? (
        <Button
          variant={mayTick ? "ghost" : "secondary"}
          aria-label={t("skipNamed", { step: title })}
          pending={pending}
          onClick={() => set("skipped")}
        >
          {t("skip")}
        </Button>
      ) : null}
    </div>
  );
}
