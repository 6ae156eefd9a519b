"use client";

import { Menu } from "lucide-react";
import { useTranslations } from "next-intl";
import { useParams, usePathname } from "next/navigation";
import { useState } from "react";
import { Breadcrumb, type Crumb } from "@/components/ui/breadcrumb";
import { Button } from "@/components/ui/button";
import { Sheet, SheetContent, SheetTrigger } from "@/components/ui/sheet";
import { routes } from "@/lib/routes";
import { AccountMenu } from "./account-menu";
import { CommandPalette, type SearchDirectory } from "./command-palette";
import type { ShellData } from "./shell-data";
import { Sidebar } from "./sidebar";

/** Where one is, the palette and the account; on a narrow screen also the way to the sidebar. */
export function TopBar({ data, search }: { data: ShellData; search: SearchDirectory }) {
  const t = useTranslations("nav");
  const pathname = usePathname();
  // The sheet belongs to the page it was opened on: following one of its links closes it.
  const [openedOn, setOpenedOn] = useState<string>();
  const crumbs = useCrumbs(data);
  return (
    <header className="flex h-13 items-center gap-3 px-4 sm:px-8">
      <div className="lg:hidden">
        <Sheet open={openedOn === pathname} onOpenChange={(open) => setOpenedOn(open ? pathname : undefined)}>
          <SheetTrigger asChild>
            <Button variant="ghost" size="icon" aria-label={t("open")} className="-ml-2">
              <Menu aria-hidden />
            </Button>
          </SheetTrigger>
          <SheetContent title={t("menu")}>
            <Sidebar data={data} />
          </SheetContent>
        </Sheet>
      </div>
      <div className="min-w-0 flex-1">
        <Breadcrumb label={t("breadcrumbs")} crumbs={crumbs} />
      </div>
      <CommandPalette data={data} search={search} />
      <AccountMenu data={data} />
    </header>
  );
}

/** Organization / directory / page, out of the address. */
function useCrumbs(data: ShellData): Crumb[] {
  const t = useTranslations("nav");
  const pathname = usePathname();
  const params = useParams<{ dir?: string }>();
  const org = data.organization.slug;
  const home: Crumb = { label: data.organization.name, href: routes.organization(org) };
  const directory = data.directories.find(({ slug }) => slug === params.dir);
  if (directory === undefined) {
    const page =
      pathname === routes.domains(org) ? "domains" : pathname === routes.settings(org) ? "settings" : "overview";
    return [home, { label: t(page), href: pathname }];
  }
  const dir = directory.slug;
  const pages = [
    { label: t("setupGuide"), href: routes.setupGuide(org, dir) },
    { label: t("rehearse"), href: routes.rehearse(org, dir) },
    { label: t("users"), href: routes.users(org, dir) },
    { label: t("groups"), href: routes.groups(org, dir) },
    { label: t("deprovisioning"), href: routes.deprovisioning(org, dir) },
    { label: t("mapping"), href: routes.mapping(org, dir) },
    { label: t("conformance"), href: routes.conformance(org, dir) },
    { label: t("health"), href: routes.health(org, dir) },
    { label: t("cycles"), href: routes.cycles(org, dir) },
    { label: t("notifications"), href: routes.notifications(org, dir) },
    { label: t("logs"), href: routes.logs(org, dir) },
  ];
  const page = pages.find(({ href }) => pathname === href || pathname.startsWith(`${href}/`));
  return [
    home,
    { label: directory.name, href: routes.directory(org, dir) },
    page ?? { label: t("identityManagement"), href: pathname },
  ];
}
