"use client";

import { Check, ChevronsUpDown } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { routes } from "@/lib/routes";
import type { ShellData } from "./shell-data";

/** Names the organization; a menu only when there is another to switch to. */
export function OrganizationSwitcher({ data }: { data: ShellData }) {
  const t = useTranslations("nav");
  const { organization, organizations } = data;
  const classes =
    "bg-surface shadow-card flex h-9 w-full items-center justify-between gap-2 rounded-lg border px-2.5 text-left font-medium";
  if (organizations.length < 2) {
    return (
      <div className={classes}>
        <span className="truncate">{organization.name}</span>
      </div>
    );
  }
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        className={`${classes} hover:bg-hover`}
        aria-label={`${organization.name}. ${t("switchOrganization")}`}
      >
        <span className="truncate">{organization.name}</span>
        <ChevronsUpDown aria-hidden className="text-muted size-4 shrink-0" />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="w-(--radix-dropdown-menu-trigger-width)">
        {organizations.map(({ slug, name }) => (
          <DropdownMenuItem key={slug} asChild>
            <Link href={routes.organization(slug)} aria-current={slug === organization.slug ? "true" : undefined}>
              <span className="min-w-0 flex-1 truncate">{name}</span>
              {slug === organization.slug ? <Check aria-hidden /> : null}
            </Link>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
