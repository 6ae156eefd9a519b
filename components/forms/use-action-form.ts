"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm, type DefaultValues, type FieldPath, type FieldValues, type UseFormReturn } from "react-hook-form";
import type { z } from "zod";
import { useActionMessage } from "@/components/action-message";
import { unansweredAction } from "@/components/unanswered-action";
import type { Result } from "@/lib/inputs/result";

export interface ActionForm<Fields extends FieldValues> {
  readonly form: UseFormReturn<Fields, unknown, FieldValues>;
  readonly onSubmit: (event: React.FormEvent<HTMLFormElement>) => void;
  readonly pending: boolean;
  /** What is wrong with the form as a whole, in words. */
  readonly error: string | undefined;
}

export interface ActionFormOptions<Fields extends FieldValues, Output extends FieldValues, Value> {
  /** The same object that the action parses with. */
  readonly input: z.ZodType<Output, Fields>;
  readonly defaultValues: DefaultValues<Fields>;
  readonly action: (input: Output) => Promise<Result<Value>>;
  readonly onDone: (value: Value) => void;
}

/**
 * A form over one input of lib/inputs and one server action: checked in the browser with the input, sent, and what the
 * action refuses put beside the fields it belongs to, all at once. It stays pending after success, because a page that
 * navigates away must not offer its button again.
 */
export function useActionForm<Fields extends FieldValues, Output extends FieldValues, Value>({
  input,
  defaultValues,
  action,
  onDone,
}: ActionFormOptions<Fields, Output, Value>): ActionForm<Fields> {
  const message = useActionMessage();
  const [error, setError] = useState<string>();
  const [pending, setPending] = useState(false);
  const form = useForm<Fields, unknown, Output>({ resolver: zodResolver(input), defaultValues });

  async function submit(values: Output): Promise<void> {
    setError(undefined);
    setPending(true);
    const result = await action(values).catch(unansweredAction);
    if (result.ok) {
      onDone(result.value);
      return;
    }
    setPending(false);
    const fieldErrors = Object.entries(result.fieldErrors ?? {});
    const known = fieldErrors.filter(([name]) => isFieldOf(form.getValues(), name));
    for (const [name, text] of known) {
      if (isFieldOf(form.getValues(), name))
        form.setError(name, { message: text }, { shouldFocus: name === known[0]?.[0] });
    }
    if (known.length === 0) setError(message(result));
  }

  return { form, pending, error, onSubmit: (event) => void form.handleSubmit(submit)(event) };
}

function isFieldOf<Fields extends FieldValues>(values: Fields, name: string): name is FieldPath<Fields> {
  return Object.hasOwn(values, name);
}
