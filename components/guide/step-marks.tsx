"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useAction } from "@/components/use-action";
import type { StepProgress } from "@/lib/applications/setup-progress";
import type { MarkStepInput } from "@/lib/inputs/guide-step";
import type { Result } from "@/lib/inputs/result";

export interface StepMarksProps {
  progress: StepProgress;
  set: (mark: MarkStepInput["mark"]) => Promise<Result<unknown>>;
}

/** Says of a step that it is done, goes past it, or takes that back; nothing where only a request can tell. */
export function StepMarks({ progress: { step, state, mark }, set: send }: StepMarksProps) {
  const t = useTranslations("guide");
  const { pending, run } = useAction();
  const title = t(`steps.${step.id}.title`);
  const mayTick = step.evidence.length === 0;
  const maySkip = step.optional === true;
  const set = (wanted: MarkStepInput["mark"]) => void run(() => send(wanted));
  if (mark === undefined && (state === "done" || (!mayTick && !maySkip))) return null;
  if (mark !== undefined) {
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
