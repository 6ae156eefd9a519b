"use client";

import { useTranslations } from "next-intl";
import { FormProvider } from "react-hook-form";
import { FormError } from "@/components/forms/form-error";
import { useActionForm } from "@/components/forms/use-action-form";
import { DialogBody } from "@/components/ui/dialog";
import { CreateOAuthClientInput, accessTokenHours } from "@/lib/inputs/oauth-client";
import { createOAuthClientAction } from "../../_actions/create-oauth-client";
import { ClientFields, SecretExpiryField, defaultSecretDays } from "./client-fields";
import { FormButtons } from "@/components/forms/form-buttons";
import type { ShownClient } from "./shown-client-dialog";

export interface SecretClientFormProps {
  organizationSlug: string;
  directoryId: string;
  onMade: (client: ShownClient) => void;
}

export function SecretClientForm({ organizationSlug, directoryId, onMade }: SecretClientFormProps) {
  const t = useTranslations("oauth");
  const tokens = useTranslations("tokens");
  const { form, onSubmit, pending, error } = useActionForm({
    input: CreateOAuthClientInput,
    defaultValues: {
      directoryId,
      name: tokens("defaultName"),
      accessTokenHours: accessTokenHours.default,
      expiresInDays: defaultSecretDays,
    },
    action: (input: CreateOAuthClientInput) => createOAuthClientAction(organizationSlug, input),
    onDone: onMade,
  });
  return (
    <FormProvider {...form}>
      <form onSubmit={onSubmit} noValidate>
        <DialogBody>
          <FormError>{error}</FormError>
          <ClientFields />
          <SecretExpiryField />
        </DialogBody>
        <FormButtons pending={pending} label={t("create")} pendingLabel={t("creating")} />
      </form>
    </FormProvider>
  );
}
