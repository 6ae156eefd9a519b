"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { ProgressBar } from "@/components/ui/progress-bar";
import { useAction } from "@/components/use-action";
import type { RehearsalDto } from "@/lib/console/rehearsals";
import { cancelRehearsalAction } from "../_actions/cancel-rehearsal";

export interface RehearsalProgressProps {
  organizationSlug: string;
  directoryId: string;
  directory: string;
  rehearsal: RehearsalDto;
  mayCancel: boolean;
}

/** The phases of a cycle, in their order, each with its share of the whole. */
const shares = { users: 0.7, groups: 0.05, managers: 0.15, members: 0.1 } as const;
type Phase = keyof typeof shares;
const phases: readonly Phase[] = ["users", "groups", "managers", "members"];

/** How far a rehearsal is, and the way to stop it. */
export function RehearsalProgress(props: RehearsalProgressProps) {
  const { organizationSlug, directoryId, directory, rehearsal, mayCancel } = props;
  const t = useTranslations("rehearsal");
  const { pending, run } = useAction();
  const { progress, isEnding } = rehearsal;
  const phase = phases.find((each) => each === progress?.phase);
  const part = progress && progress.total > 0 ? progress.done / progress.total : 0;
  const before = phases.slice(0, phase ? phases.indexOf(phase) : 0).reduce((sum, each) => sum + shares[each], 0);
  const percent = Math.round(100 * (before + (phase ? part * shares[phase] : 0)));
  const text = isEnding
    ? t("phase.ending")
    : phase && progress
      ? t(`phase.${phase}`, { done: progress.done, total: progress.total })
      : t("phase.waiting", { directory });

  async function cancel(): Promise<void> {
    const done = await run(() => cancelRehearsalAction(organizationSlug, { directoryId, runId: rehearsal.id }));
    if (done) toast.success(t("cancelled"));
  }

  return (
    <div className="grid gap-3">
      <ProgressBar label={t("progress")} valueText={text} done={percent} total={100} />
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="text-muted tabular-nums">{text}</p>
        {mayCancel && !isEnding ? (
          <Button size="sm" pending={pending} onClick={() => void cancel()}>
            {t("cancel")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
