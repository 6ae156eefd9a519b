"use client";

import { useTranslations } from "next-intl";
import { FormButtons } from "@/components/forms/form-buttons";
import { FormError } from "@/components/forms/form-error";
import { FormField } from "@/components/forms/form-field";
import { useActionForm } from "@/components/forms/use-action-form";
import { Dialog, DialogBody, DialogContent } from "@/components/ui/dialog";
import { Select } from "@/components/ui/select";
import type { WebhookDto } from "@/lib/console/webhooks";
import { defaultWebhookOverlapHours, RotateWebhookInput, webhookOverlapHours } from "@/lib/inputs/webhook";
import { rotateWebhookAction } from "../../_actions/rotate-webhook";
import type { WebhookPlace } from "./webhook-place";

export interface RotateWebhookDialogProps {
  open: boolean;
  place: WebhookPlace;
  webhook: WebhookDto;
  onClose: () => void;
  onMade: (secret: string) => void;
}

/** A new signing secret, and how long the one before is signed with too. */
export function RotateWebhookDialog(props: RotateWebhookDialogProps) {
  const t = useTranslations("webhooks");
  const common = useTranslations("common");
  return (
    <Dialog open={props.open} onOpenChange={(opens) => (opens ? undefined : props.onClose())}>
      <DialogContent title={t("rotateTitle")} description={t("rotateText")} closeLabel={common("close")}>
        <RotateForm {...props} />
      </DialogContent>
    </Dialog>
  );
}

function RotateForm({ place: { organizationSlug, directoryId }, webhook, onMade }: RotateWebhookDialogProps) {
  const t = useTranslations("webhooks");
  const { form, onSubmit, pending, error } = useActionForm({
    input: RotateWebhookInput,
    defaultValues: { directoryId, webhookId: webhook.id, overlapHours: defaultWebhookOverlapHours },
    action: (input: RotateWebhookInput) => rotateWebhookAction(organizationSlug, input),
    onDone: ({ secret }) => onMade(secret),
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <DialogBody>
        <FormError>{error}</FormError>
        <FormField control={form.control} name="overlapHours" label={t("overlap")}>
          {({ id, value, onChange, ...field }) => (
            <Select
              id={id}
              aria-invalid={field["aria-invalid"]}
              aria-describedby={field["aria-describedby"]}
              options={webhookOverlapHours.map((hours) => ({ value: `${hours}`, label: t("overlapHours", { hours }) }))}
              value={`${value}`}
              onValueChange={(hours) => onChange(Number(hours))}
            />
          )}
        </FormField>
      </DialogBody>
      <FormButtons pending={pending} label={t("rotateConfirm")} pendingLabel={t("makingSecret")} />
    </form>
  );
}
