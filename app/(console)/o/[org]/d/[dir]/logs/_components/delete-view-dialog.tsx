"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { useAction } from "@/components/use-action";
import { deleteViewAction } from "../_actions/delete-view";
import type { LogView, ViewPlace } from "./log-view";

export interface DeleteViewDialogProps {
  place: ViewPlace;
  view: LogView;
  onClose: () => void;
}

export function DeleteViewDialog({ place, view, onClose }: DeleteViewDialogProps) {
  const t = useTranslations("logViews");
  const common = useTranslations("common");
  const { pending, run } = useAction();

  async function remove(): Promise<void> {
    const one = { directoryId: place.directoryId, viewId: view.id };
    const done = await run(() => deleteViewAction(place.organizationSlug, one));
    onClose();
    if (done !== undefined) toast.success(t("deleted"));
  }

  return (
    <AlertDialog
      open
      onOpenChange={(opens) => (opens ? undefined : onClose())}
      title={t("deleteTitle", { name: view.name })}
      description={t(view.kind === "shared" ? "deleteShared" : "deleteText")}
      cancelLabel={common("cancel")}
      confirmLabel={t("delete")}
      pending={pending}
      onConfirm={() => void remove()}
    />
  );
}
