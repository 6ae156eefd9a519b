import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RelativeTime } from "@/components/relative-time";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { ProgressBar } from "@/components/ui/progress-bar";
import { Spinner } from "@/components/ui/spinner";
import type { TrialRunDto } from "@/lib/console/trial-runs";

export interface TrialProgressProps {
  run: TrialRunDto;
  title: string;
  /** What it is busy with, in words; undefined: it has told nothing yet. */
  phase: string | undefined;
  /** What can be done about it. */
  children?: ReactNode;
}

/** A run that waits or is under way: how far it is. The page around it is read again every second or so. */
export function TrialProgress({ run, title, phase, children }: TrialProgressProps) {
  const t = useTranslations("trial");
  const format = useFormatter();
  const { done, total } = run.progress ?? { done: 0, total: 0 };
  const now = run.state === "queued" ? t("queued") : (phase ?? t("preparing"));
  const count = total === 0 ? "" : t("count", { done, total });
  return (
    <Card aria-labelledby="trial-progress">
      <CardHeader
        id="trial-progress"
        title={
          <span className="flex items-center gap-2">
            <Spinner className="text-accent-text" />
            {title}
          </span>
        }
        aside={children}
      />
      <CardBody className="grid gap-2.5">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <p className="min-w-0 break-words">{now}</p>
          {total === 0 ? null : (
            <p>
              <span className="font-semibold">{format.number(done / total, { style: "percent" })}</span>{" "}
              <span className="text-muted text-[13px]">{count}</span>
            </p>
          )}
        </div>
        <ProgressBar label={title} valueText={`${now} ${count}`.trim()} done={done} total={total} />
        <p className="text-muted text-[13px] break-words">
          {t.rich("startedBy", { by: run.startedBy, time: () => <RelativeTime date={run.startedAt} /> })} {t("leave")}
        </p>
      </CardBody>
    </Card>
  );
}
