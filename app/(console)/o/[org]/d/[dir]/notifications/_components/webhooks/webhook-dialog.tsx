"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { toast } from "sonner";
import { useActionMessage } from "@/components/action-message";
import { FormButtons } from "@/components/forms/form-buttons";
import { FormError } from "@/components/forms/form-error";
import { FormField } from "@/components/forms/form-field";
import { toMessageKey } from "@/components/forms/message-key";
import { useActionForm } from "@/components/forms/use-action-form";
import { Checkbox } from "@/components/ui/checkbox";
import { Code } from "@/components/ui/code";
import { Dialog, DialogBody, DialogContent } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { chosenEventTypes } from "@/lib/alerts/event-types";
import type { WebhookDto } from "@/lib/console/webhooks";
import type { Result } from "@/lib/inputs/result";
import { AddWebhookInput } from "@/lib/inputs/webhook";
import { addWebhookAction } from "../../_actions/add-webhook";
import { changeWebhookAction } from "../../_actions/change-webhook";
import type { WebhookPlace } from "./webhook-place";

export interface WebhookDialogProps {
  open: boolean;
  place: WebhookPlace;
  /** Undefined: a new one. */
  webhook: WebhookDto | undefined;
  onClose: () => void;
  /** With the signing secret of a new one. */
  onDone: (secret: string | undefined) => void;
}

/** A new webhook, or the address and events of one that there is. */
export function WebhookDialog(props: WebhookDialogProps) {
  const t = useTranslations("webhooks");
  const common = useTranslations("common");
  const { open, webhook, onClose } = props;
  return (
    <Dialog open={open} onOpenChange={(opens) => (opens ? undefined : onClose())}>
      <DialogContent
        title={t(webhook === undefined ? "newTitle" : "editTitle")}
        description={t("newText")}
        closeLabel={common("close")}
      >
        <WebhookForm {...props} />
      </DialogContent>
    </Dialog>
  );
}

function WebhookForm({ place: { organizationSlug, directoryId }, webhook, onDone }: WebhookDialogProps) {
  const t = useTranslations("webhooks");
  const common = useTranslations("common");
  const id = useId();
  const message = useActionMessage();
  const known = chosenEventTypes.filter((event) => webhook?.events.includes(event) ?? true);
  const { form, onSubmit, pending, error } = useActionForm({
    input: AddWebhookInput,
    defaultValues: { directoryId, url: webhook?.url ?? "", events: known },
    action: async (input: AddWebhookInput): Promise<Result<{ secret?: string }>> => {
      if (webhook === undefined) return addWebhookAction(organizationSlug, input);
      const changed = await changeWebhookAction(organizationSlug, { ...input, webhookId: webhook.id });
      return changed.ok ? { ok: true, value: {} } : changed;
    },
    onDone: ({ secret }) => {
      if (secret === undefined) toast.success(t("saved"));
      onDone(secret);
    },
  });
  const events = form.watch("events");
  const wrong = form.formState.errors.events?.message;
  return (
    <form onSubmit={onSubmit} noValidate>
      <DialogBody>
        <FormError>{error}</FormError>
        <FormField control={form.control} name="url" label={t("url")} description={t("urlHint")}>
          {(control) => (
            <Input {...control} type="url" autoComplete="off" spellCheck={false} placeholder={t("urlPlaceholder")} />
          )}
        </FormField>
        <fieldset className="grid gap-2" aria-describedby={wrong === undefined ? undefined : `${id}-error`}>
          <legend className="mb-2 font-medium">{t("events")}</legend>
          {chosenEventTypes.map((event) => (
            <div key={event} className="flex items-start gap-2.5">
              <Checkbox
                id={`${id}-${event}`}
                className="mt-px"
                checked={events.includes(event)}
                onCheckedChange={(checked) => {
                  const others = events.filter((one) => one !== event);
                  form.setValue("events", checked === true ? [...others, event] : others, { shouldDirty: true });
                  if (wrong !== undefined) form.clearErrors("events");
                }}
              />
              <label htmlFor={`${id}-${event}`}>
                {t(`event.${wordOf(event)}`)} <Code className="text-muted">{event}</Code>
              </label>
            </div>
          ))}
          {wrong === undefined ? null : (
            <p id={`${id}-error`} role="alert" className="text-danger text-[13px] font-medium">
              {message({ message: toMessageKey(wrong) })}
            </p>
          )}
        </fieldset>
      </DialogBody>
      <FormButtons
        pending={pending}
        label={webhook === undefined ? t("create") : common("save")}
        pendingLabel={t(webhook === undefined ? "creating" : "saving")}
      />
    </form>
  );
}

/** A key of messages has no full stop. */
const words = {
  "finding.opened": "opened",
  "finding.cleared": "cleared",
  "credentials.expiring": "expiring",
  "credentials.expired": "expired",
  "brake.tripped": "tripped",
} as const;
const wordOf = (event: keyof typeof words) => words[event];
