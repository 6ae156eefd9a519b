"use client";

import { useTranslations } from "next-intl";
import { useFormContext } from "react-hook-form";
import { FormField } from "@/components/forms/form-field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { accessTokenHours } from "@/lib/inputs/oauth-client";

/** Days that a client secret may live; Entra's gallery wants one to three years (ENTRA.md §6.2). */
const expiries = [
  { days: 180, label: "in180" },
  { days: 365, label: "in365" },
  { days: 730, label: "in730" },
  { days: 1095, label: "in1095" },
] as const;

export const defaultSecretDays = 365;

/** Name and lifetime of access tokens: what every new client has. The form around it is their FormProvider. */
export function ClientFields() {
  const t = useTranslations("oauth");
  const tokens = useTranslations("tokens");
  const { control } = useFormContext<{ name?: string; accessTokenHours?: number }>();
  const { min, max } = accessTokenHours;
  const hours = Array.from({ length: max - min + 1 }, (_, index) => min + index);
  return (
    <>
      <FormField control={control} name="name" label={tokens("name")} description={tokens("nameHint")}>
        {(field) => <Input {...field} autoComplete="off" />}
      </FormField>
      <FormField control={control} name="accessTokenHours" label={t("accessTokens")}>
        {({ id, value, onChange, ...field }) => (
          <Select
            id={id}
            aria-invalid={field["aria-invalid"]}
            aria-describedby={field["aria-describedby"]}
            options={hours.map((count) => ({ value: String(count), label: t("hours", { count }) }))}
            value={String(value)}
            onValueChange={(choice) => onChange(Number(choice))}
          />
        )}
      </FormField>
    </>
  );
}

/** When a new secret ends. The form around it is its FormProvider. */
export function SecretExpiryField() {
  const t = useTranslations("oauth");
  const tokens = useTranslations("tokens");
  const { control } = useFormContext<{ expiresInDays?: number }>();
  const choices = [
    ...expiries.map(({ days, label }) => ({ value: String(days), label: t(label) })),
    { value: "never", label: tokens("neverExpires") },
  ];
  return (
    <FormField control={control} name="expiresInDays" label={t("secretExpires")}>
      {({ id, value, onChange, ...field }) => (
        <Select
          id={id}
          aria-invalid={field["aria-invalid"]}
          aria-describedby={field["aria-describedby"]}
          options={choices}
          value={value === undefined ? "never" : String(value)}
          onValueChange={(choice) => onChange(choice === "never" ? undefined : Number(choice))}
        />
      )}
    </FormField>
  );
}
