"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useAction } from "@/components/use-action";
import { cancelTrialAction } from "../../_actions/cancel-trial";

export interface CancelTrialProps {
  organizationSlug: string;
  directoryId: string;
  runId: string;
  /** It is about to stop. */
  isEnding: boolean;
}

export function CancelTrial({ organizationSlug, directoryId, runId, isEnding }: CancelTrialProps) {
  const t = useTranslations("trial");
  const { pending, run } = useAction();
  const cancel = () => void run(() => cancelTrialAction(organizationSlug, { directoryId, runId }));
  return (
    <Button pending={pending || isEnding} onClick={cancel}>
      {isEnding ? t("ending") : t("cancel")}
    </Button>
  );
}
