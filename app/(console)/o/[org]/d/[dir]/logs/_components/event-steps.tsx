import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Code } from "@/components/ui/code";
import type { EventStep } from "@/lib/console/event-steps";
import { entraStepType } from "@/lib/insight/entra-record";

const tones = { success: "success", failure: "danger", skipped: "neutral", warning: "warning" } as const;

/** What was done with the request, in order. */
export function EventSteps({ steps }: { steps: readonly EventStep[] }) {
  const t = useTranslations("event");
  if (steps.length === 0) return <p className="text-muted">{t("noSteps")}</p>;
  return (
    <ol className="divide-y rounded-lg border">
      {steps.map((step, index) => (
        <li key={index} className="flex items-start justify-between gap-3 px-3 py-2.5">
          <div className="min-w-0">
            <p className="break-words">{step.detail === "" ? step.name : step.detail}</p>
            <p className="text-muted text-[13px]">
              {t(`stepType.${entraStepType(step.name)}`)} · <Code>{step.name}</Code>
            </p>
          </div>
          <Badge tone={tones[step.status]}>{t(`stepStatus.${step.status}`)}</Badge>
        </li>
      ))}
    </ol>
  );
}
