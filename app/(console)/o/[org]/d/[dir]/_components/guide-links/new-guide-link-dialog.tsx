"use client";

import { Link2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormButtons } from "@/components/forms/form-buttons";
import { FormError } from "@/components/forms/form-error";
import { FormField } from "@/components/forms/form-field";
import { useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { CreateGuideLinkInput, defaultGuideLinkDays, guideLinkDays } from "@/lib/inputs/guide-link";
import { createGuideLinkAction } from "../../_actions/create-guide-link";

export interface NewGuideLinkDialogProps {
  organizationSlug: string;
  directoryId: string;
  /** A link was made, and must be shown now. */
  onMade: (url: string) => void;
}

export function NewGuideLinkDialog(props: NewGuideLinkDialogProps) {
  const t = useTranslations("guideLinks");
  const common = useTranslations("common");
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="ghost" size="sm" className="max-sm:-ml-2.5">
          <Link2 aria-hidden />
          {t("new")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("newTitle")} description={t("newText")} closeLabel={common("close")}>
        <NewGuideLinkForm
          {...props}
          onMade={(url) => {
            setOpen(false);
            props.onMade(url);
          }}
        />
      </DialogContent>
    </Dialog>
  );
}

function NewGuideLinkForm({ organizationSlug, directoryId, onMade }: NewGuideLinkDialogProps) {
  const t = useTranslations("guideLinks");
  const { form, onSubmit, pending, error } = useActionForm({
    input: CreateGuideLinkInput,
    defaultValues: { directoryId, label: "", expiresInDays: defaultGuideLinkDays },
    action: (input: CreateGuideLinkInput) => createGuideLinkAction(organizationSlug, input),
    onDone: ({ url }) => onMade(url),
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <DialogBody>
        <FormError>{error}</FormError>
        <FormField control={form.control} name="label" label={t("label")} description={t("labelHint")}>
          {(control) => <Input {...control} autoComplete="off" />}
        </FormField>
        <FormField control={form.control} name="expiresInDays" label={t("lifetime")}>
          {({ id, value, onChange, ...field }) => (
            <Select
              id={id}
              aria-invalid={field["aria-invalid"]}
              aria-describedby={field["aria-describedby"]}
              options={guideLinkDays.map((days) => ({ value: String(days), label: t("days", { days }) }))}
              value={String(value)}
              onValueChange={(days) => onChange(Number(days))}
            />
          )}
        </FormField>
      </DialogBody>
      <FormButtons pending={pending} label={t("create")} pendingLabel={t("creating")} />
    </form>
  );
}
