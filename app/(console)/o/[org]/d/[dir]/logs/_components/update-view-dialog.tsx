"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { FormButtons } from "@/components/forms/form-buttons";
import { FormError } from "@/components/forms/form-error";
import { FormField } from "@/components/forms/form-field";
import { useActionForm } from "@/components/forms/use-action-form";
import { Dialog, DialogBody, DialogContent } from "@/components/ui/dialog";
import { Select } from "@/components/ui/select";
import { UpdateLogViewForm } from "@/lib/inputs/log-view";
import { updateViewAction } from "../_actions/update-view";
import type { LogView, ViewPlace } from "./log-view";

export interface UpdateViewDialogProps {
  place: ViewPlace;
  /** Those that may be changed and show something else; one at least. */
  views: readonly LogView[];
  /** Id of the one that was chosen last, if one was. */
  last: string | undefined;
  /** What the page shows. */
  query: string;
  onClose: () => void;
  /** It is gone: the focus goes where it was. */
  onClosed: () => void;
}

/** Gives a view the filters of the page. */
export function UpdateViewDialog({ place, views, last, query, onClose, onClosed }: UpdateViewDialogProps) {
  const t = useTranslations("logViews");
  const common = useTranslations("common");
  const { form, onSubmit, pending, error } = useActionForm({
    input: UpdateLogViewForm,
    defaultValues: { viewId: (views.find(({ id }) => id === last) ?? views[0])?.id ?? "" },
    action: ({ viewId }: UpdateLogViewForm) =>
      updateViewAction(place.organizationSlug, { viewId, query, directoryId: place.directoryId }),
    onDone: () => {
      toast.success(t("updated"));
      onClose();
    },
  });
  return (
    <Dialog open onOpenChange={(opens) => (opens ? undefined : onClose())}>
      <DialogContent
        title={t("updateTitle")}
        description={t("updateText")}
        closeLabel={common("close")}
        onCloseAutoFocus={onClosed}
      >
        <form onSubmit={onSubmit} noValidate>
          <DialogBody>
            <FormError>{error}</FormError>
            <FormField control={form.control} name="viewId" label={t("updateView")}>
              {({ id, value, onChange, ...control }) => (
                <Select
                  id={id}
                  aria-invalid={control["aria-invalid"]}
                  aria-describedby={control["aria-describedby"]}
                  value={value}
                  options={views.map((view) => ({
                    value: view.id,
                    label: view.name,
                    description: view.kind === "shared" ? t("updateShared") : undefined,
                  }))}
                  onValueChange={onChange}
                />
              )}
            </FormField>
          </DialogBody>
          <FormButtons pending={pending} label={t("updateDone")} pendingLabel={t("saving")} />
        </form>
      </DialogContent>
    </Dialog>
  );
}
