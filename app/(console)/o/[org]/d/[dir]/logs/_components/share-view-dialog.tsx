"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { useAction } from "@/components/use-action";
import { shareViewAction } from "../_actions/share-view";
import type { LogView, ViewPlace } from "./log-view";

export interface ShareViewDialogProps {
  place: ViewPlace;
  view: LogView;
  onClose: () => void;
}

/** Makes one's own view everybody's, or a shared one one's own. */
export function ShareViewDialog({ place, view, onClose }: ShareViewDialogProps) {
  const t = useTranslations("logViews");
  const common = useTranslations("common");
  const { pending, run } = useAction();
  const isShared = view.kind !== "shared";

  async function share(): Promise<void> {
    const one = { directoryId: place.directoryId, viewId: view.id, isShared };
    const done = await run(() => shareViewAction(place.organizationSlug, one));
    onClose();
    if (done !== undefined) toast.success(t(isShared ? "sharedNow" : "unshared"));
  }

  return (
    <AlertDialog
      open
      onOpenChange={(opens) => (opens ? undefined : onClose())}
      title={t(isShared ? "shareTitle" : "unshareTitle", { name: view.name })}
      description={t(isShared ? "shareText" : "unshareText")}
      cancelLabel={common("cancel")}
      confirmLabel={t(isShared ? "shareDone" : "unshareDone")}
      pending={pending}
      onConfirm={() => void share()}
    />
  );
}
