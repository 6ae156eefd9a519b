import { getTranslations } from "next-intl/server";
import { Logo } from "@/components/logo";

export default async function AuthLayout({ children }: LayoutProps<"/">) {
  const t = await getTranslations("app");
  return (
    <main className="flex min-h-dvh flex-col items-center px-4 py-[max(2.5rem,12dvh)]">
      <div className="mb-6 flex items-center gap-2.5">
        <Logo className="size-7" />
        <span className="text-base font-semibold">{t("name")}</span>
      </div>
      {children}
    </main>
  );
}
