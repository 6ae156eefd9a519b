"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { useAction } from "@/components/use-action";
import { keptForDays } from "@/lib/applications/deprovision-brake";
import { decideHeldAction } from "../_actions/decide-held";
import { releaseBrakeAction } from "../_actions/release-brake";
import { useDecided } from "./use-decided";

export interface BrakeActsProps {
  organizationSlug: string;
  directoryId: string;
  provider: string;
  held: number;
  isTripped: boolean;
  /** How long nothing is held after all was let happen. */
  hours: number;
}

/** What can be decided of everybody at once; each act says first what follows from it. */
export function BrakeActs({ organizationSlug, directoryId, provider, held, isTripped, hours }: BrakeActsProps) {
  const t = useTranslations("deprovisioning");
  const common = useTranslations("common");
  const [asked, setAsked] = useState<"happen" | "keep" | "release">();
  const { pending, run } = useAction();
  const told = useDecided();

  async function decide(decision: "happen" | "keep"): Promise<void> {
    const release = decision === "happen" && isTripped ? "rest" : undefined;
    const input = { directoryId, userIds: "all" as const, decision, release } as const;
    const done = await run(() => decideHeldAction(organizationSlug, input));
    setAsked(undefined);
    if (done !== undefined) told(decision, done.value);
  }

  async function release(): Promise<void> {
    const done = await run(() => releaseBrakeAction(organizationSlug, { directoryId, release: "count" }));
    setAsked(undefined);
    if (done !== undefined) toast.success(t("released"));
  }

  const question = {
    happen: {
      title: t("happenTitle", { count: held }),
      description: isTripped
        ? t("happenAllText", { provider, hours, days: keptForDays })
        : t("happenText", { days: keptForDays }),
      confirmLabel: t("happenAll"),
      confirmVariant: "danger" as const,
      onConfirm: () => void decide("happen"),
    },
    keep: {
      title: t("keepTitle", { count: held }),
      description: t("keepText", { provider }),
      confirmLabel: t("keepAll"),
      confirmVariant: "primary" as const,
      onConfirm: () => void decide("keep"),
    },
    release: {
      title: t("releaseTitle"),
      description: t("releaseText", { provider }),
      confirmLabel: t("releaseConfirm"),
      confirmVariant: "primary" as const,
      onConfirm: () => void release(),
    },
  };

  return (
    <>
      {held === 0 ? null : (
        <>
          <Button onClick={() => setAsked("keep")}>{t("keepAll")}</Button>
          <Button onClick={() => setAsked("happen")}>{t("happenAll")}</Button>
        </>
      )}
      {isTripped ? <Button onClick={() => setAsked("release")}>{t("release")}</Button> : null}
      <AlertDialog
        {...question[asked ?? "release"]}
        open={asked !== undefined}
        onOpenChange={(open) => (open ? undefined : setAsked(undefined))}
        cancelLabel={common("cancel")}
        pending={pending}
      />
    </>
  );
}
