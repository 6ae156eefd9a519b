"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { toast } from "sonner";
import { FormButtons } from "@/components/forms/form-buttons";
import { FormError } from "@/components/forms/form-error";
import { FormField } from "@/components/forms/form-field";
import { useActionForm } from "@/components/forms/use-action-form";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogBody, DialogContent } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { LogViewForm, logViewNameMax } from "@/lib/inputs/log-view";
import { saveViewAction } from "../_actions/save-view";
import type { ViewPlace } from "./log-view";

export interface SaveViewDialogProps {
  place: ViewPlace;
  /** What the page shows. */
  query: string;
  mayShare: boolean;
  onClose: () => void;
  /** It is gone: the focus goes where it was. */
  onClosed: () => void;
}

/** A name for the filters of the page, and whom it is for. */
export function SaveViewDialog({ place, query, mayShare, onClose, onClosed }: SaveViewDialogProps) {
  const t = useTranslations("logViews");
  const common = useTranslations("common");
  const id = useId();
  const { form, onSubmit, pending, error } = useActionForm({
    input: LogViewForm,
    defaultValues: { name: "", isShared: false },
    action: (input: LogViewForm) =>
      saveViewAction(place.organizationSlug, { ...input, query, directoryId: place.directoryId }),
    onDone: () => {
      toast.success(t("saved"));
      onClose();
    },
  });
  return (
    <Dialog open onOpenChange={(opens) => (opens ? undefined : onClose())}>
      <DialogContent
        title={t("saveTitle")}
        description={t("saveText")}
        closeLabel={common("close")}
        onCloseAutoFocus={onClosed}
      >
        <form onSubmit={onSubmit} noValidate>
          <DialogBody>
            <FormError>{error}</FormError>
            <FormField control={form.control} name="name" label={t("name")}>
              {(control) => <Input {...control} autoComplete="off" maxLength={logViewNameMax} />}
            </FormField>
            {mayShare ? (
              <div className="flex items-start gap-2.5">
                <Checkbox
                  id={`${id}-shared`}
                  className="mt-px"
                  aria-describedby={`${id}-shared-text`}
                  checked={form.watch("isShared")}
                  onCheckedChange={(checked) => form.setValue("isShared", checked === true)}
                />
                <div>
                  <label htmlFor={`${id}-shared`}>{t("share")}</label>
                  <p id={`${id}-shared-text`} className="text-muted text-[13px]">
                    {t("shareText")}
                  </p>
                </div>
              </div>
            ) : null}
          </DialogBody>
          <FormButtons pending={pending} label={common("save")} pendingLabel={t("saving")} />
        </form>
      </DialogContent>
    </Dialog>
  );
}
