"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { FormError } from "@/components/forms/form-error";
import { FormField } from "@/components/forms/form-field";
import { useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { SetRecipientsInput } from "@/lib/inputs/notification";
import { setRecipientsAction } from "../_actions/set-recipients";

export interface RecipientsFormProps {
  organizationSlug: string;
  organization: string;
  directoryId: string;
  named: readonly string[];
  mayChange: boolean;
}

export function RecipientsForm({ organizationSlug, organization, directoryId, named, mayChange }: RecipientsFormProps) {
  const t = useTranslations("notifications");
  const common = useTranslations("common");
  const { form, onSubmit, pending, error } = useActionForm({
    input: SetRecipientsInput,
    defaultValues: { directoryId, recipients: named.join("\n") },
    action: ({ recipients }: SetRecipientsInput) =>
      setRecipientsAction(organizationSlug, { directoryId, recipients: recipients.join("\n") }),
    onDone: () => {
      toast.success(t("saved"));
    },
  });
  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-3">
      <FormError>{error}</FormError>
      <FormField
        control={form.control}
        name="recipients"
        label={t("recipients")}
        description={t("recipientsHint", { organization })}
      >
        {(control) => (
          <Textarea
            {...control}
            rows={Math.max(3, named.length)}
            autoCapitalize="none"
            spellCheck={false}
            readOnly={!mayChange}
            placeholder="lena@contoso.com"
          />
        )}
      </FormField>
      {mayChange ? (
        <Button type="submit" className="justify-self-start" pending={pending} disabled={!form.formState.isDirty}>
          {pending ? t("saving") : common("save")}
        </Button>
      ) : null}
    </form>
  );
}
