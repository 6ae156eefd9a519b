"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { FieldPath, FieldValues } from "react-hook-form";
import { FormError } from "@/components/forms/form-error";
import { FormField, type FieldControl } from "@/components/forms/form-field";
import { useActionForm, type ActionFormOptions } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";

export interface OneFieldFormProps<
  Fields extends FieldValues,
  Output extends FieldValues,
  Value,
  Name extends FieldPath<Fields>,
> extends ActionFormOptions<Fields, Output, Value> {
  name: Name;
  label: string;
  description?: string;
  /** Else there is nothing to save, and the control is to be read only. */
  mayChange: boolean;
  children: (control: FieldControl<Fields[Name]>) => ReactNode;
}

/** One setting, with the button that saves it beside it. */
export function OneFieldForm<
  Fields extends FieldValues,
  Output extends FieldValues,
  Value,
  Name extends FieldPath<Fields>,
>({ name, label, description, mayChange, children, ...options }: OneFieldFormProps<Fields, Output, Value, Name>) {
  const common = useTranslations("common");
  const { form, onSubmit, pending, error } = useActionForm(options);
  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-3">
      <FormError>{error}</FormError>
      <FormField control={form.control} name={name} label={label} description={description}>
        {(control) => (
          <div className="flex gap-2">
            {children(control)}
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
