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
import { FirstAdminInput } from "@/lib/inputs/setup";
import { routes } from "@/lib/routes";
import { createFirstAdminAction } from "../_actions/create-first-admin";

/** Creates, then signs in with what was just typed, so that the first minute has one form and not two. */
async function createAndSignIn(secret: string, input: FirstAdminInput): Promise<Result<{ next: string }>> {
  const result = await createFirstAdminAction(secret, input);
  if (!result.ok) return result;
  const { email, password } = input;
  const answer = await signIn("credentials", { email, password, redirect: false });
  const signedIn = answer?.ok === true && (answer.error === undefined || answer.error === null);
  return {
    ok: true,
    value: { next: signedIn ? routes.organization(result.value.organizationSlug) : routes.signIn() },
  };
}

export function SetupForm({ secret }: { secret: string }) {
  const t = useTranslations("setup");
  const common = useTranslations("common");
  const { form, onSubmit, pending, error } = useActionForm({
    input: FirstAdminInput,
    defaultValues: { organizationName: "", name: "", email: "", password: "" },
    action: (input: FirstAdminInput) => createAndSignIn(secret, input),
    onDone: ({ next }) => window.location.assign(next),
  });
  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-4">
      <FormError>{error}</FormError>
      <FormField
        control={form.control}
        name="organizationName"
        label={t("organizationName")}
        description={t("organizationHint")}
      >
        {(control) => <Input {...control} autoComplete="organization" autoFocus />}
      </FormField>
      <FormField control={form.control} name="name" label={t("name")} hint={common("optional")}>
        {(control) => <Input {...control} autoComplete="name" />}
      </FormField>
      <FormField control={form.control} name="email" label={t("email")}>
        {(control) => <Input {...control} type="email" autoComplete="username" inputMode="email" />}
      </FormField>
      <FormField control={form.control} name="password" label={t("password")} description={t("passwordHint")}>
        {(control) => <PasswordInput {...control} autoComplete="new-password" />}
      </FormField>
      <SubmitButton variant="primary" size="lg" pending={pending} className="mt-2">
        {pending ? t("submitting") : t("submit")}
      </SubmitButton>
    </form>
  );
}
