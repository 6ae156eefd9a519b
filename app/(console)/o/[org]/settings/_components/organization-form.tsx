"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { FormError } from "@/components/forms/form-error";
import { FormField } from "@/components/forms/form-field";
import { useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { RenameOrganizationInput } from "@/lib/inputs/organization";
import { renameOrganizationAction } from "../_actions/rename-organization";

export interface OrganizationFormProps {
  organizationSlug: string;
  name: string;
  mayRename: boolean;
}

export function OrganizationForm({ organizationSlug, name, mayRename }: OrganizationFormProps) {
  const t = useTranslations("settings");
  const common = useTranslations("common");
  const { form, onSubmit, pending, error } = useActionForm({
    input: RenameOrganizationInput,
    defaultValues: { name },
    action: (input: RenameOrganizationInput) => renameOrganizationAction(organizationSlug, input),
    onDone: (renamed) => toast.success(t("nameSaved", renamed)),
  });
  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-3">
      <FormError>{error}</FormError>
      <FormField control={form.control} name="name" label={t("organizationName")}>
        {(control) => (
          <div className="flex gap-2">
            <Input {...control} autoComplete="off" readOnly={!mayRename} />
            {mayRename ? (
              <Button type="submit" className="h-9" pending={pending} disabled={!form.formState.isDirty}>
                {common("save")}
              </Button>
            ) : null}
          </div>
        )}
      </FormField>
    </form>
  );
}
