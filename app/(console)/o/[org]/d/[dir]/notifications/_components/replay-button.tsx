"use client";

import { RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { useAction } from "@/components/use-action";
import { replayDeliveriesAction } from "../_actions/replay-deliveries";

export interface ReplayButtonProps {
  organizationSlug: string;
  directoryId: string;
  /** Undefined: everything that was given up, of the webhook if there is one. */
  messageId?: string;
  webhookId?: string | undefined;
  /** How many that is, where it is not one. */
  count?: number;
  /** Names what is sent again, where several buttons stand side by side. */
  label?: string;
}

/** Has what was given up sent again. */
export function ReplayButton({
  organizationSlug,
  directoryId,
  messageId,
  webhookId,
  count = 1,
  label,
}: ReplayButtonProps) {
  const t = useTranslations("notifications");
  const { pending, run } = useAction();

  async function replay(): Promise<void> {
    const done = await run(() => replayDeliveriesAction(organizationSlug, { directoryId, messageId, webhookId }));
    if (done !== undefined) toast.success(t("replayed", { count: done.value.replayed }));
  }

  return (
    <Button size="sm" aria-label={label} pending={pending} onClick={() => void replay()}>
      {pending ? null : <RotateCcw aria-hidden />}
      {messageId === undefined ? t("replayAll", { count }) : t("replay")}
    </Button>
  );
}
