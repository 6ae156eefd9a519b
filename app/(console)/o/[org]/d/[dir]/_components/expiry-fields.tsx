"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFormContext } from "react-hook-form";
import { FormField } from "@/components/forms/form-field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { Expiry } from "@/lib/inputs/expiry";

const presets = [
  { value: "90", label: "in90" },
  { value: "180", label: "in180" },
  { value: "365", label: "in365" },
  { value: "date", label: "onDate" },
  { value: "never", label: "neverExpires" },
] as const;

/** What a new token lives when nothing else is chosen: long enough not to be an outage nobody remembers, and an end. */
export const defaultTokenDays = 365;

/** When a new token ends: after so many days, on a date, or never with a reason. The form around it is its FormProvider. */
export function ExpiryFields() {
  const t = useTranslations("tokens");
  const { control, setValue } = useFormContext<{ -readonly [Field in keyof Expiry]: Expiry[Field] }>();
  const [choice, setChoice] = useState(String(defaultTokenDays));

  function choose(value: string): void {
    setChoice(value);
    setValue("expiresInDays", value === "date" || value === "never" ? undefined : Number(value));
    setValue("expiresOn", value === "date" ? "" : undefined);
    setValue("noExpiryReason", value === "never" ? "" : undefined);
  }

  return (
    <>
      <FormField control={control} name="expiresInDays" label={t("expires")}>
        {({ id, ...field }) => (
          <Select
            id={id}
            aria-invalid={field["aria-invalid"]}
            aria-describedby={field["aria-describedby"]}
            options={presets.map(({ value, label }) => ({ value, label: t(label) }))}
            value={choice}
            onValueChange={choose}
          />
        )}
      </FormField>
      {choice === "date" ? (
        <FormField control={control} name="expiresOn" label={t("expiresOn")} description={t("expiresOnHint")}>
          {({ value, ...field }) => (
            <Input {...field} value={value ?? ""} type="date" min={new Date().toISOString().slice(0, 10)} />
          )}
        </FormField>
      ) : null}
      {choice === "never" ? (
        <FormField
          control={control}
          name="noExpiryReason"
          label={t("noExpiryReason")}
          description={t("noExpiryReasonHint")}
        >
          {({ value, ...field }) => <Input {...field} value={value ?? ""} autoComplete="off" />}
        </FormField>
      ) : null}
    </>
  );
}
