"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { RelativeTime } from "@/components/relative-time";
import { shortToken } from "@/lib/credentials/short-token";
import { StepList } from "@/components/step-list";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { useAction } from "@/components/use-action";
import type { TokenDto } from "@/lib/console/tokens";
import { quietMinutes } from "@/lib/inputs/token-rotation";
import { cancelRotationAction } from "../_actions/cancel-rotation";

export interface RotationProgressProps {
  organizationSlug: string;
  provider: string;
  old: TokenDto;
  replacement: TokenDto;
  now: Date;
  mayCancel: boolean;
}

/** How far a running rotation has come: what was seen of both tokens, and when the old one ends. */
export function RotationProgress({
  organizationSlug,
  provider,
  old,
  replacement,
  now,
  mayCancel,
}: RotationProgressProps) {
  const t = useTranslations("rotation");
  const common = useTranslations("common");
  const [asking, setAsking] = useState(false);
  const { pending, run } = useAction();
  const { lastUsedAt: seenAt, createdAt: begunAt } = replacement;
  const { lastUsedAt: oldUsedAt, expiresAt } = old;
  // As lib/db/token-rotations.ts proves it: quiet is counted from the rotation's begin on.
  const quietFrom = Math.max(oldUsedAt?.getTime() ?? 0, begunAt.getTime());
  const quietAt = new Date(quietFrom + quietMinutes * 60_000);
  const quiet = quietAt <= now;
  const safe = quiet && seenAt !== null;
  const steps = [
    {
      title: t("newSeen"),
      done: seenAt !== null,
      text:
        seenAt === null
          ? t("newSeenTodo", { token: shortToken(replacement), provider })
          : t.rich("newSeenDone", { token: shortToken(replacement), when: () => <RelativeTime date={seenAt} /> }),
    },
    {
      title: t("oldQuiet", { minutes: quietMinutes }),
      done: quiet,
      text:
        oldUsedAt === null || oldUsedAt < begunAt
          ? t.rich("oldUnused", { token: shortToken(old), when: () => <RelativeTime date={begunAt} /> })
          : t.rich("oldUsed", { token: shortToken(old), when: () => <RelativeTime date={oldUsedAt} /> }),
    },
    {
      title: t("safe"),
      done: safe,
      text: replacement.endsReplacedOnProof
        ? t(safe ? "safeOnProof" : "safeOnProofTodo")
        : expiresAt === null
          ? ""
          : t.rich("safeAt", { when: () => <RelativeTime date={expiresAt} distance="always" /> }),
    },
  ];

  async function cancel(): Promise<void> {
    const done = await run(() => cancelRotationAction(organizationSlug, { tokenId: old.id }));
    setAsking(false);
    if (done !== undefined) toast.success(t("cancelled", { name: old.name }));
  }

  return (
    <section
      aria-label={t("progress", { name: old.name })}
      className="bg-sunken order-5 col-span-full grid gap-3 rounded-lg border p-3"
    >
      <StepList steps={steps} className="gap-3" />
      {mayCancel ? (
        <>
          <Button variant="ghost" size="sm" className="justify-self-end" onClick={() => setAsking(true)}>
            {t("cancel")}
          </Button>
          <AlertDialog
            open={asking}
            onOpenChange={setAsking}
            title={t("cancelTitle")}
            description={t("cancelText", { token: shortToken(replacement), old: shortToken(old) })}
            cancelLabel={common("close")}
            confirmLabel={t("cancel")}
            pending={pending}
            onConfirm={() => void cancel()}
          />
        </>
      ) : null}
    </section>
  );
}
