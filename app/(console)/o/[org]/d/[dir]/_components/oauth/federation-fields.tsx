"use client";

import { useTranslations } from "next-intl";
import { useFormContext } from "react-hook-form";
import { FormField } from "@/components/forms/form-field";
import { Code } from "@/components/ui/code";
import { Input } from "@/components/ui/input";
import type { FederationFieldsInput } from "@/lib/inputs/oauth-client";

/** Whose tokens a client accepts. The form around it is their FormProvider. */
export function FederationFields() {
  const t = useTranslations("oauth");
  const common = useTranslations("common");
  const { control } = useFormContext<FederationFieldsInput>();
  const hint = (name: "issuerHint" | "subjectHint" | "audienceHint" | "jwksHint") =>
    t.rich(name, { c: (chunks) => <Code>{chunks}</Code> });
  return (
    <>
      <FormField control={control} name="issuer" label={t("issuer")} description={hint("issuerHint")}>
        {(field) => <Input {...field} type="url" inputMode="url" autoComplete="off" spellCheck={false} />}
      </FormField>
      <FormField control={control} name="subject" label={t("subject")} description={hint("subjectHint")}>
        {(field) => <Input {...field} autoComplete="off" spellCheck={false} />}
      </FormField>
      <FormField control={control} name="audience" label={t("audience")} description={hint("audienceHint")}>
        {(field) => <Input {...field} autoComplete="off" spellCheck={false} />}
      </FormField>
      <FormField
        control={control}
        name="jwksUrl"
        label={t("jwksUrl")}
        hint={common("optional")}
        description={hint("jwksHint")}
      >
        {(field) => <Input {...field} type="url" inputMode="url" autoComplete="off" spellCheck={false} />}
      </FormField>
    </>
  );
}
