"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormProvider } from "react-hook-form";
import { toast } from "sonner";
import { FormError } from "@/components/forms/form-error";
import { useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import type { ClientDto } from "@/lib/console/oauth-clients";
import { SetFederationInput } from "@/lib/inputs/oauth-client";
import { setFederationAction } from "../../_actions/set-federation";
import { FederationFields } from "./federation-fields";
import { FormButtons } from "@/components/forms/form-buttons";

export interface EditFederationDialogProps {
  organizationSlug: string;
  client: ClientDto;
}

/** Changes whose tokens a client accepts. */
export function EditFederationDialog({ organizationSlug, client }: EditFederationDialogProps) {
  const t = useTranslations("oauth");
  const common = useTranslations("common");
  const [open, setOpen] = useState(false);
  const { name } = client;
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm" aria-label={t("editNamed", { name })}>
          {t("edit")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("editTitle", { name })} description={t("editText")} closeLabel={common("close")}>
        <EditFederationForm
          organizationSlug={organizationSlug}
          client={client}
          onDone={() => {
            setOpen(false);
            toast.success(t("edited", { name }));
          }}
        />
      </DialogContent>
    </Dialog>
  );
}

function EditFederationForm({
  organizationSlug,
  client: { id: clientId, federation },
  onDone,
}: EditFederationDialogProps & { onDone: () => void }) {
  const t = useTranslations("oauth");
  const common = useTranslations("common");
  const { form, onSubmit, pending, error } = useActionForm({
    input: SetFederationInput,
    defaultValues: {
      clientId,
      issuer: federation?.issuer ?? "",
      subject: federation?.subject ?? "",
      audience: federation?.audience ?? "",
      jwksUrl: federation?.jwksUrl ?? "",
    },
    action: (input: SetFederationInput) => setFederationAction(organizationSlug, input),
    onDone,
  });
  return (
    <FormProvider {...form}>
      <form onSubmit={onSubmit} noValidate>
        <DialogBody>
          <FormError>{error}</FormError>
          <FederationFields />
        </DialogBody>
        <FormButtons pending={pending} label={common("save")} pendingLabel={t("asking")} />
      </form>
    </FormProvider>
  );
}
