"use client";

import { useTranslations } from "next-intl";
import { FormProvider } from "react-hook-form";
import { FormError } from "@/components/forms/form-error";
import { useActionForm } from "@/components/forms/use-action-form";
import { DialogBody } from "@/components/ui/dialog";
import { CreateFederatedClientInput, accessTokenHours } from "@/lib/inputs/oauth-client";
import { createFederatedClientAction } from "../../_actions/create-federated-client";
import { ClientFields } from "./client-fields";
import { FederationFields } from "./federation-fields";
import { FormButtons } from "@/components/forms/form-buttons";

export interface FederatedClientFormProps {
  organizationSlug: string;
  directoryId: string;
  onMade: (name: string) => void;
}

export function FederatedClientForm({ organizationSlug, directoryId, onMade }: FederatedClientFormProps) {
  const t = useTranslations("oauth");
  const tokens = useTranslations("tokens");
  const { form, onSubmit, pending, error } = useActionForm({
    input: CreateFederatedClientInput,
    defaultValues: {
      directoryId,
      name: tokens("defaultName"),
      accessTokenHours: accessTokenHours.default,
      issuer: "",
      subject: "",
      audience: "",
      jwksUrl: "",
    },
    action: (input: CreateFederatedClientInput) => createFederatedClientAction(organizationSlug, input),
    onDone: ({ name }) => onMade(name),
  });
  return (
    <FormProvider {...form}>
      <form onSubmit={onSubmit} noValidate>
        <DialogBody>
          <FormError>{error}</FormError>
          <ClientFields />
          <FederationFields />
        </DialogBody>
        <FormButtons pending={pending} label={t("create")} pendingLabel={t("asking")} />
      </form>
    </FormProvider>
  );
}
