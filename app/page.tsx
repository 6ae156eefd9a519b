import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireSignedIn } from "@/lib/auth/session";
import { routes } from "@/lib/routes";
import { AuthCard } from "@/components/auth-card";
import { SignOutButton } from "@/components/shell/sign-out-button";

export default async function HomePage() {
  const { memberships, admin } = await requireSignedIn();
  const first = memberships[0];
  if (first !== undefined) redirect(routes.organization(first.organization.slug));
  const t = await getTranslations("noOrganization");
  return (
    <main className="flex min-h-dvh flex-col items-center px-4 py-[max(2.5rem,12dvh)]">
      <AuthCard title={t("title")} text={t("text", { email: admin.email })}>
        <SignOutButton />
      </AuthCard>
    </main>
  );
}
