import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { SearchDirectory } from "./command-palette";
import type { ShellData } from "./shell-data";
import { Sidebar } from "./sidebar";
import { TopBar } from "./top-bar";

/** The frame: sidebar at the left (a sheet below 1024 px), top bar, and the page. */
export function AppShell({
  data,
  search,
  children,
}: {
  data: ShellData;
  search: SearchDirectory;
  children: ReactNode;
}) {
  const t = useTranslations("app");
  return (
    <>
      <a
        href="#content"
        className="bg-accent text-on-accent sr-only rounded-lg px-4 py-2 font-medium focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
      >
        {t("skipToContent")}
      </a>
      <div className="flex min-h-dvh">
        <aside className="sticky top-0 hidden h-dvh w-58 shrink-0 overflow-y-auto border-r lg:block">
          <Sidebar data={data} />
        </aside>
        <div className="min-w-0 flex-1">
          <TopBar data={data} search={search} />
          <main id="content" tabIndex={-1} className="px-4 pt-2 pb-16 outline-none sm:px-8">
            {children}
          </main>
        </div>
      </div>
    </>
  );
}
