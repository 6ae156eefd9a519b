"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormProvider } from "react-hook-form";
import { FormButtons } from "@/components/forms/form-buttons";
import { FormError } from "@/components/forms/form-error";
import { FormField } from "@/components/forms/form-field";
import { useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { CreateTokenInput } from "@/lib/inputs/token";
import { createTokenAction } from "../_actions/create-token";
import { defaultTokenDays, ExpiryFields } from "./expiry-fields";

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
  const { form, onSubmit, pending, error } = useActionForm({
    input: CreateTokenInput,
    defaultValues: { directoryId, name: defaultName, expiresInDays: defaultTokenDays },
    action: (input: CreateTokenInput) => createTokenAction(organizationSlug, input),
    onDone: ({ token }) => onMade(token),
  });
  return (
    <FormProvider {...form}>
      <form onSubmit={onSubmit} noValidate>
        <DialogBody>
          <FormError>{error}</FormError>
          <FormField control={form.control} name="name" label={t("name")} description={t("nameHint")}>
            {(control) => <Input {...control} autoComplete="off" />}
          </FormField>
          <ExpiryFields />
        </DialogBody>
        <FormButtons pending={pending} label={t("create")} pendingLabel={t("creating")} />
      </form>
    </FormProvider>
  );
}
