"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { Input } from "@/components/ui/input";
import { RenameOrganizationInput } from "@/lib/inputs/organization";
import { renameOrganizationAction } from "../_actions/rename-organization";
import { OneFieldForm } from "./one-field-form";

export interface OrganizationFormProps {
  organizationSlug: string;
  name: string;
  mayRename: boolean;
}

export function OrganizationForm({ organizationSlug, name, mayRename }: OrganizationFormProps) {
  const t = useTranslations("settings");
  return (
    <OneFieldForm
      input={RenameOrganizationInput}
      defaultValues={{ name }}
      action={(input: RenameOrganizationInput) => renameOrganizationAction(organizationSlug, input)}
      onDone={(renamed) => toast.success(t("nameSaved", renamed))}
      name="name"
      label={t("organizationName")}
      mayChange={mayRename}
    >
      {(control) => <Input {...control} autoComplete="off" readOnly={!mayRename} />}
    </OneFieldForm>
  );
}
