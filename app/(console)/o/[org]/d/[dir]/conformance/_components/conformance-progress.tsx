import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { TrialRunDto } from "@/lib/console/trial-runs";
import { TrialProgress } from "../../_components/trial/trial-progress";
import { useGroupTitle } from "../_data/group-title";

/** A run under way, with the group of cases that it is at. */
export function ConformanceProgress({ run, children }: { run: TrialRunDto; children?: ReactNode }) {
  const t = useTranslations("conformance");
  const titleOf = useGroupTitle();
  return (
    <TrialProgress
      run={run}
      title={t("running")}
      phase={run.progress === null ? undefined : titleOf(run.progress.phase)}
    >
      {children}
    </TrialProgress>
  );
}
