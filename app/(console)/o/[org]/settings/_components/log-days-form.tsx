"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { FormError } from "@/components/forms/form-error";
import { FormField } from "@/components/forms/form-field";
import { useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { SetLogDaysInput, logDayLimits } from "@/lib/inputs/log";
import { setLogDaysAction } from "../_actions/set-log-days";

export interface LogDaysFormProps {
  organizationSlug: string;
  days: number;
  mayChange: boolean;
}

export function LogDaysForm({ organizationSlug, days, mayChange }: LogDaysFormProps) {
  const t = useTranslations("settings");
  const common = useTranslations("common");
  const { form, onSubmit, pending, error } = useActionForm({
    input: SetLogDaysInput,
    defaultValues: { days },
    action: (input: SetLogDaysInput) => setLogDaysAction(organizationSlug, input),
    onDone: (saved) => toast.success(t("logDaysSaved", saved)),
  });
  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-3">
      <FormError>{error}</FormError>
      <FormField control={form.control} name="days" label={t("logDays")} description={t("logDaysText", logDayLimits)}>
        {({ onChange, ...control }) => (
          <div className="flex gap-2">
            <Input
              {...control}
              type="number"
              inputMode="numeric"
              min={logDayLimits.least}
              max={logDayLimits.most}
              readOnly={!mayChange}
              className="w-28"
              onChange={({ target }) => onChange(target.valueAsNumber)}
            />
            {mayChange ? (
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
