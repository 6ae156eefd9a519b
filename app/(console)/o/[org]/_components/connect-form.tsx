"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { FormButtons } from "@/components/forms/form-buttons";
import { FormError } from "@/components/forms/form-error";
import { FormField } from "@/components/forms/form-field";
import { useActionForm } from "@/components/forms/use-action-form";
import { DialogBody } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { ApplicationId } from "@/lib/applications/profile";
import { CreateDirectoryInput, providers } from "@/lib/inputs/directory";
import { freeName, suggestSlug } from "@/lib/inputs/slug";
import { routes } from "@/lib/routes";
import { createDirectoryAction } from "../_actions/create-directory";

export interface ConnectFormProps {
  organizationSlug: string;
  applications: readonly { readonly id: ApplicationId; readonly name: string }[];
  /** The directories there are: a second one of an application is suggested another name. */
  directories: readonly { readonly slug: string; readonly name: string }[];
}

/** Application, provider, name and short name. The names follow the application until they are typed over. */
export function ConnectForm({ organizationSlug, applications, directories }: ConnectFormProps) {
  const t = useTranslations("connect");
  const provider = useTranslations("connection");
  const router = useRouter();
  const [typed, setTyped] = useState({ name: false, slug: false });
  const first = freeName(applications[0]?.name ?? "", directories);
  const { form, onSubmit, pending, error } = useActionForm({
    input: CreateDirectoryInput,
    defaultValues: {
      application: applications[0]?.id,
      provider: "entra",
      name: first,
      slug: suggestSlug(first),
    },
    action: (input: CreateDirectoryInput) => createDirectoryAction(organizationSlug, input),
    onDone: ({ slug, name }) => {
      toast.success(t("connected", { name }));
      router.push(routes.setupGuide(organizationSlug, slug));
    },
  });

  function suggest(name: string): void {
    if (!typed.name) form.setValue("name", name);
    if (!typed.slug) form.setValue("slug", suggestSlug(typed.name ? form.getValues("name") : name));
  }

  const providerLabels = { entra: provider("tabEntra"), okta: provider("tabOkta"), other: provider("tabOther") };
  return (
    <form onSubmit={onSubmit} noValidate>
      <DialogBody>
        <FormError>{error}</FormError>
        <FormField control={form.control} name="application" label={t("application")}>
          {({ id, value, onChange, ref: _ref, ...control }) => (
            <Select
              id={id}
              aria-invalid={control["aria-invalid"]}
              aria-describedby={control["aria-describedby"]}
              value={value}
              options={applications.map((application) => ({
                value: application.id,
                label: application.name,
                description: t(`applicationHint.${application.id}`),
              }))}
              onValueChange={(choice) => {
                const chosen = applications.find((application) => application.id === choice);
                if (chosen === undefined) return;
                onChange(chosen.id);
                suggest(freeName(chosen.name, directories));
              }}
            />
          )}
        </FormField>
        <FormField control={form.control} name="provider" label={t("provider")}>
          {({ id, value, onChange, ...control }) => (
            <Select
              id={id}
              aria-invalid={control["aria-invalid"]}
              value={value}
              options={providers.map((choice) => ({ value: choice, label: providerLabels[choice] }))}
              onValueChange={(choice) => onChange(providers.find((known) => known === choice))}
            />
          )}
        </FormField>
        <FormField control={form.control} name="name" label={t("name")} description={t("nameHint")}>
          {({ onChange, ...control }) => (
            <Input
              {...control}
              autoComplete="off"
              onChange={(event) => {
                setTyped({ ...typed, name: true });
                onChange(event);
                if (!typed.slug) form.setValue("slug", suggestSlug(event.target.value));
              }}
            />
          )}
        </FormField>
        <FormField control={form.control} name="slug" label={t("slug")} description={t("slugHint")}>
          {({ onChange, ...control }) => (
            <Input
              {...control}
              autoComplete="off"
              spellCheck={false}
              className="font-mono text-[13px]"
              onChange={(event) => {
                setTyped({ ...typed, slug: true });
                onChange(event);
              }}
            />
          )}
        </FormField>
      </DialogBody>
      <FormButtons pending={pending} label={t("submit")} pendingLabel={t("submitting")} />
    </form>
  );
}
