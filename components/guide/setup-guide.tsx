import { CircleCheckBig } from "lucide-react";
import { useTranslations } from "next-intl";
import { Fragment, type ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { GuideProvider, StepControl } from "@/lib/applications/guide-steps";
import type { SetupProgress, StepProgress } from "@/lib/applications/setup-progress";
import { GuideAnnouncer } from "./guide-announcer";
import type { GuideLinks, GuideWords } from "./guide-links";
import { GuideStep } from "./guide-step";
import { GuideTroubles, type GuideTroublesProps } from "./guide-troubles";
import { useEvidenceText } from "./use-evidence-text";

export interface SetupGuideProps {
  words: GuideWords;
  provider: GuideProvider;
  progress: SetupProgress;
  troubles: GuideTroublesProps;
  links?: GuideLinks;
  /** What can be done right in the steps: made by the page, which knows who may do what. */
  controls: Readonly<Partial<Record<StepControl, ReactNode>>>;
  /** The buttons that say of a step that it is done, or go past it. */
  marks?: (step: StepProgress) => ReactNode;
}

/**
 * The setup guide: every step with its words, its values and its picture, green once what it asks for has really been
 * seen. Knows no console: whoever renders it gives it what its reader may do and where its reader may go.
 */
export function SetupGuide({ words, provider, progress, troubles, links = {}, controls, marks }: SetupGuideProps) {
  const t = useTranslations("guide");
  const textOf = useEvidenceText(provider);
  const { steps, over, isOver } = progress;
  const total = steps.length;
  const seen = steps.flatMap(({ step, evidence }) =>
    evidence.flatMap(({ kind, sighting }) =>
      sighting === undefined ? [] : [{ key: `${step.id} ${kind}`, text: textOf(kind, sighting) }],
    ),
  );
  return (
    <div className="grid gap-5">
      <GuideAnnouncer seen={seen} />
      <div className="grid gap-1.5">
        <ProgressBar
          label={t("title")}
          valueText={t("progressLabel", { done: over, total })}
          done={over}
          total={total}
        />
        <p className="text-muted text-[13px]">{t("progressLabel", { done: over, total })}</p>
      </div>
      {isOver ? (
        <div className="bg-success-soft rounded-card flex gap-3 px-4 py-3">
          <CircleCheckBig aria-hidden className="text-success mt-0.5 size-4 shrink-0" />
          <div>
            <h2 className="text-success font-semibold">{t("allDone")}</h2>
            <p>{t("allDoneText", words)}</p>
          </div>
        </div>
      ) : null}
      <GuideTroubles {...troubles} links={links} />
      <Card aria-label={t("title")}>
        <ol className="divide-y">
          {steps.map((each, index) => (
            <GuideStep
              key={each.step.id}
              number={index + 1}
              progress={each}
              words={words}
              provider={provider}
              links={links}
              controls={each.step.controls?.map((control) => (
                <Fragment key={control}>{controls[control]}</Fragment>
              ))}
              marks={marks?.(each)}
            />
          ))}
        </ol>
      </Card>
    </div>
  );
}
