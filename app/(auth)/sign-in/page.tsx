import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { AuthCard } from "@/components/auth-card";
import { pageTitle } from "@/components/page-title";
import { findSignedIn } from "@/lib/auth/session";
import { routes } from "@/lib/routes";
import { SignInForm } from "./_components/sign-in-form";
import { safeCallback } from "./_data/safe-callback";

export const generateMetadata = () => pageTitle("signIn");

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { callbackUrl } = await searchParams;
  const callback = safeCallback(callbackUrl) ?? routes.home();
  if ((await findSignedIn()) !== undefined) redirect(callback);
  const t = await getTranslations("signIn");
  return (
    <AuthCard title={t("title")} text={t("text")}>
      <SignInForm callback={callback} />
    </AuthCard>
  );
}
