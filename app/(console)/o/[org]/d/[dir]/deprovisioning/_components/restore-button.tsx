"use client";

import { RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { useAction } from "@/components/use-action";
import { restoreUserAction } from "../_actions/restore-user";

export interface RestoreButtonProps {
  organizationSlug: string;
  directoryId: string;
  userId: string;
  name: string;
}

/** One press: nothing is lost by it, so nothing is asked. */
export function RestoreButton({ organizationSlug, directoryId, userId, name }: RestoreButtonProps) {
  const t = useTranslations("deprovisioning");
  const { pending, run } = useAction();

  async function restore(): Promise<void> {
    const done = await run(() => restoreUserAction(organizationSlug, { directoryId, userId }));
    if (done !== undefined) toast.success(t("restored", { name, groups: done.value.groups }));
  }

  return (
    <Button size="sm" pending={pending} aria-label={t("restoreNamed", { name })} onClick={() => void restore()}>
      <RotateCcw aria-hidden />
      {t("restore")}
    </Button>
  );
}
