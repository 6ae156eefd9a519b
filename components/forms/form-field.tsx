"use client";

import { useId, type ReactNode } from "react";
import { useController, type Control, type FieldPath, type FieldValues } from "react-hook-form";
import { useActionMessage } from "@/components/action-message";
import { Field } from "@/components/ui/field";
import { toMessageKey } from "./message-key";
import { useTypedBefore } from "./use-typed-before";

/** What the control of a field must be given: name, value, handlers, and the ids that make it accessible. */
export interface FieldControl<Value> {
  readonly id: string;
  readonly name: string;
  readonly value: Value;
  readonly ref: (element: { focus?: () => void } | null) => void;
  readonly onChange: (value: Value | { target: { value: string } }) => void;
  readonly onBlur: () => void;
  readonly disabled: boolean | undefined;
  readonly "aria-invalid": boolean | undefined;
  readonly "aria-describedby": string | undefined;
}

export interface FormFieldProps<Values extends FieldValues, Name extends FieldPath<Values>> {
  control: Control<Values, unknown, FieldValues>;
  name: Name;
  label: ReactNode;
  hint?: ReactNode;
  description?: ReactNode;
  className?: string;
  children: (control: FieldControl<Values[Name]>) => ReactNode;
}

/** One field of a form: the label names the control, description and error are read with it, the error in words. */
export function FormField<Values extends FieldValues, Name extends FieldPath<Values>>({
  control,
  name,
  label,
  hint,
  description,
  className,
  children,
}: FormFieldProps<Values, Name>) {
  const id = useId();
  useTypedBefore(id);
  const message = useActionMessage();
  const { field, fieldState } = useController<Values, Name, unknown>({ control, name });
  const error = fieldState.error?.message;
  const describedBy = [
    ...(description === undefined ? [] : [`${id}-description`]),
    ...(error === undefined ? [] : [`${id}-error`]),
  ].join(" ");
  return (
    <Field
      id={id}
      label={label}
      hint={hint}
      description={description}
      className={className}
      error={error === undefined ? undefined : message({ message: toMessageKey(error) })}
    >
      {children({
        id,
        name: field.name,
        value: field.value,
        ref: field.ref,
        onChange: field.onChange,
        onBlur: field.onBlur,
        disabled: field.disabled,
        "aria-invalid": error === undefined ? undefined : true,
        "aria-describedby": describedBy === "" ? undefined : describedBy,
      })}
    </Field>
  );
}
