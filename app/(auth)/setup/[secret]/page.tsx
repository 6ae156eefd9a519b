import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { AuthCard } from "@/components/auth-card";
import { pageTitle } from "@/components/page-title";
import { Button } from "@/components/ui/button";
import { isSetupSecretUsable } from "@/lib/console/setup";
import { routes } from "@/lib/routes";
import { SetupForm } from "./_components/setup-form";

export const generateMetadata = () => pageTitle("setup");

export default async function SetupPage({ params }: PageProps<"/setup/[secret]">) {
  const { secret } = await params;
  const t = await getTranslations("setup");
  if (!(await isSetupSecretUsable(secret))) {
    return (
      <AuthCard title={t("expiredTitle")} text={t("expiredText")}>
        <Button asChild variant="primary" size="lg" className="w-full">
          <Link href={routes.signIn()}>{t("goToSignIn")}</Link>
        </Button>
      </AuthCard>
    );
  }
  return (
    <AuthCard title={t("title")} text={t("text")}>
      <SetupForm secret={secret} />
    </AuthCard>
  );
}
