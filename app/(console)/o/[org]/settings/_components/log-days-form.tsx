"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { Input } from "@/components/ui/input";
import { SetLogDaysInput, logDayLimits } from "@/lib/inputs/log";
import { setLogDaysAction } from "../_actions/set-log-days";
import { OneFieldForm } from "./one-field-form";

export interface LogDaysFormProps {
  organizationSlug: string;
  days: number;
  mayChange: boolean;
}

export function LogDaysForm({ organizationSlug, days, mayChange }: LogDaysFormProps) {
  const t = useTranslations("settings");
  return (
    <OneFieldForm
      input={SetLogDaysInput}
      defaultValues={{ days }}
      action={(input: SetLogDaysInput) => setLogDaysAction(organizationSlug, input)}
      onDone={(saved) => toast.success(t("logDaysSaved", saved))}
      name="days"
      label={t("logDays")}
      description={t("logDaysText", logDayLimits)}
      mayChange={mayChange}
    >
      {({ value, onChange, ...control }) => (
        <Input
          {...control}
          type="number"
          inputMode="numeric"
          min={logDayLimits.least}
          max={logDayLimits.most}
          readOnly={!mayChange}
          className="w-28"
          value={Number.isNaN(value) ? "" : value}
          onChange={({ target }) => onChange(target.valueAsNumber)}
        />
      )}
    </OneFieldForm>
  );
}
