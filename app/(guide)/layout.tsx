import { getTranslations } from "next-intl/server";
import { Logo } from "@/components/logo";
import { ReaderZone } from "@/components/reader-zone";

/** The frame of a page for somebody without an account: no navigation, because there is nowhere else to go. */
export default async function GuideLayout({ children }: LayoutProps<"/">) {
  const t = await getTranslations("app");
  return (
    <>
      <ReaderZone />
      <header className="flex h-13 items-center gap-2.5 border-b px-4 sm:px-8">
        <Logo className="size-6" />
        <span className="font-semibold">{t("name")}</span>
      </header>
      <main className="mx-auto w-full max-w-5xl px-4 py-6 sm:px-8 sm:py-8">{children}</main>
    </>
  );
}
