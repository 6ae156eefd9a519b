"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormError } from "@/components/forms/form-error";
import { FormField } from "@/components/forms/form-field";
import { useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter, DialogTrigger } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { CreateTokenInput } from "@/lib/inputs/token";
import { createTokenAction } from "../_actions/create-token";

export interface NewTokenDialogProps {
  organizationSlug: string;
  directoryId: string;
  defaultName: string;
  onMade: (token: string) => void;
}

export function NewTokenDialog(props: NewTokenDialogProps) {
  const t = useTranslations("tokens");
  const common = useTranslations("common");
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="ghost" size="sm" className="max-sm:-ml-2.5">
          <Plus aria-hidden />
          {t("new")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("newTitle")} description={t("newText")} closeLabel={common("close")}>
        <NewTokenForm
          {...props}
          onMade={(token) => {
            setOpen(false);
            props.onMade(token);
          }}
        />
      </DialogContent>
    </Dialog>
  );
}

function NewTokenForm({ organizationSlug, directoryId, defaultName, onMade }: NewTokenDialogProps) {
  const t = useTranslations("tokens");
  const common = useTranslations("common");
  const { form, onSubmit, pending, error } = useActionForm({
    input: CreateTokenInput,
    defaultValues: { directoryId, name: defaultName, expiresInDays: 365 },
    action: (input: CreateTokenInput) => createTokenAction(organizationSlug, input),
    onDone: ({ token }) => onMade(token),
  });
  const choices = [
    { value: "90", label: t("in90") },
    { value: "180", label: t("in180") },
    { value: "365", label: t("in365") },
    { value: "never", label: t("neverExpires") },
  ];
  return (
    <form onSubmit={onSubmit} noValidate>
      <DialogBody>
        <FormError>{error}</FormError>
        <FormField control={form.control} name="name" label={t("name")} description={t("nameHint")}>
          {(control) => <Input {...control} autoComplete="off" />}
        </FormField>
        <FormField control={form.control} name="expiresInDays" label={t("expires")}>
          {({ id, value, onChange, ...control }) => (
            <Select
              id={id}
              aria-invalid={control["aria-invalid"]}
              aria-describedby={control["aria-describedby"]}
              options={choices}
              value={value === undefined ? "never" : String(value)}
              onValueChange={(choice) => onChange(choice === "never" ? undefined : Number(choice))}
            />
          )}
        </FormField>
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="ghost">{common("cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={pending}>
          {pending ? t("creating") : t("create")}
        </Button>
      </DialogFooter>
    </form>
  );
}
