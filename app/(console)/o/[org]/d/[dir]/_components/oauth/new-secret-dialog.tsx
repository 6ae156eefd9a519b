"use client";

import { useTranslations } from "next-intl";
import { useQueryState } from "nuqs";
import { FormProvider } from "react-hook-form";
import { FormError } from "@/components/forms/form-error";
import { useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import type { ClientDto } from "@/lib/console/oauth-clients";
import { AddClientSecretInput } from "@/lib/inputs/oauth-client";
import { addClientSecretAction } from "../../_actions/add-client-secret";
import { SecretExpiryField, defaultSecretDays } from "./client-fields";
import { FormButtons } from "@/components/forms/form-buttons";
import type { ShownClient } from "./shown-client-dialog";

export interface NewSecretDialogProps {
  organizationSlug: string;
  client: ClientDto;
  onMade: (client: ShownClient) => void;
}

/** One more secret of a client, so that the old one can be replaced without an outage. */
export function NewSecretDialog(props: NewSecretDialogProps) {
  const t = useTranslations("oauth");
  const common = useTranslations("common");
  // In the address, so that a reminder leads to the dialog.
  const [wanted, setWanted] = useQueryState("secret");
  const { name, identifier } = props.client;
  return (
    <Dialog open={wanted === identifier} onOpenChange={(opens) => void setWanted(opens ? identifier : null)}>
      <DialogTrigger asChild>
        <Button size="sm" aria-label={t("newSecretNamed", { name })}>
          {t("newSecret")}
        </Button>
      </DialogTrigger>
      <DialogContent
        title={t("newSecretTitle", { name })}
        description={t("newSecretText")}
        closeLabel={common("close")}
      >
        <NewSecretForm
          {...props}
          onMade={(client) => {
            void setWanted(null);
            props.onMade(client);
          }}
        />
      </DialogContent>
    </Dialog>
  );
}

function NewSecretForm({ organizationSlug, client, onMade }: NewSecretDialogProps) {
  const t = useTranslations("oauth");
  const { form, onSubmit, pending, error } = useActionForm({
    input: AddClientSecretInput,
    defaultValues: { clientId: client.id, expiresInDays: defaultSecretDays },
    action: (input: AddClientSecretInput) => addClientSecretAction(organizationSlug, input),
    onDone: onMade,
  });
  return (
    <FormProvider {...form}>
      <form onSubmit={onSubmit} noValidate>
        <DialogBody>
          <FormError>{error}</FormError>
          <SecretExpiryField />
        </DialogBody>
        <FormButtons pending={pending} label={t("createSecret")} pendingLabel={t("creatingSecret")} />
      </form>
    </FormProvider>
  );
}
