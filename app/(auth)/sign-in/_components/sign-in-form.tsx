"use client";

import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { FormError } from "@/components/forms/form-error";
import { FormField } from "@/components/forms/form-field";
import { PasswordInput } from "@/components/forms/password-input";
import { SubmitButton } from "@/components/forms/submit-button";
import { useActionForm } from "@/components/forms/use-action-form";
import { Input } from "@/components/ui/input";
import type { Result } from "@/lib/inputs/result";
import { readSignInError, SignInInput } from "@/lib/inputs/sign-in";

async function trySignIn(credentials: SignInInput): Promise<Result<null>> {
  const answer = await signIn("credentials", { ...credentials, redirect: false });
  if (answer?.error === undefined || answer.error === null) return { ok: true, value: null };
  return readSignInError(answer.error);
}

export function SignInForm({ callback }: { callback: string }) {
  const t = useTranslations("signIn");
  const { form, onSubmit, pending, error } = useActionForm({
    input: SignInInput,
    defaultValues: { email: "", password: "" },
    action: trySignIn,
    // A whole load: what the signed-out browser had prefetched must not be shown to the signed-in one.
    onDone: () => window.location.assign(callback),
  });
  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-4">
      <FormError>{error}</FormError>
      <FormField control={form.control} name="email" label={t("email")}>
        {(control) => <Input {...control} type="email" autoComplete="username" autoFocus inputMode="email" />}
      </FormField>
      <FormField control={form.control} name="password" label={t("password")}>
        {(control) => <PasswordInput {...control} autoComplete="current-password" />}
      </FormField>
      <SubmitButton variant="primary" size="lg" pending={pending} className="mt-2">
        {pending ? t("submitting") : t("submit")}
      </SubmitButton>
    </form>
  );
}
