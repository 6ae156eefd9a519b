"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { FormButtons } from "@/components/forms/form-buttons";
import { FormError } from "@/components/forms/form-error";
import { FormField } from "@/components/forms/form-field";
import { useActionForm } from "@/components/forms/use-action-form";
import { Dialog, DialogBody, DialogContent } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { logViewNameMax, RenameLogViewForm } from "@/lib/inputs/log-view";
import { renameViewAction } from "../_actions/rename-view";
import type { LogView, ViewPlace } from "./log-view";

export interface RenameViewDialogProps {
  place: ViewPlace;
  view: LogView;
  onClose: () => void;
  /** It is gone: the focus goes where it was. */
  onClosed: () => void;
}

export function RenameViewDialog({ place, view, onClose, onClosed }: RenameViewDialogProps) {
  const t = useTranslations("logViews");
  const common = useTranslations("common");
  const { form, onSubmit, pending, error } = useActionForm({
    input: RenameLogViewForm,
    defaultValues: { name: view.name },
    action: ({ name }: RenameLogViewForm) =>
      renameViewAction(place.organizationSlug, { name, directoryId: place.directoryId, viewId: view.id }),
    onDone: () => {
      toast.success(t("renamed"));
      onClose();
    },
  });
  return (
    <Dialog open onOpenChange={(opens) => (opens ? undefined : onClose())}>
      <DialogContent
        title={t("renameTitle")}
        description={view.kind === "shared" ? t("renameShared") : undefined}
        closeLabel={common("close")}
        onCloseAutoFocus={onClosed}
      >
        <form onSubmit={onSubmit} noValidate>
          <DialogBody>
            <FormError>{error}</FormError>
            <FormField control={form.control} name="name" label={t("name")}>
              {(control) => <Input {...control} autoComplete="off" maxLength={logViewNameMax} />}
            </FormField>
          </DialogBody>
          <FormButtons pending={pending} label={t("rename")} pendingLabel={t("saving")} />
        </form>
      </DialogContent>
    </Dialog>
  );
}
