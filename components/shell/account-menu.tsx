"use client";

import { LogOut, MonitorSmartphone } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { themes, toTheme } from "@/components/theme";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { useTheme } from "@/components/use-theme";
import { routes } from "@/lib/routes";
import type { ShellData } from "./shell-data";
import { signOut } from "./sign-out";

const themeLabels = { system: "themeSystem", light: "themeLight", dark: "themeDark" } as const;

export function AccountMenu({ data }: { data: ShellData }) {
  const t = useTranslations("account");
  const [theme, setTheme] = useTheme();
  const { name, email } = data.admin;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={t("menu", { name })}
        // Drawn by CSS: initials are a picture of the name, and not a word of the button.
        data-initials={initialsOf(name)}
        className="bg-accent-soft text-accent-text grid size-8 shrink-0 place-items-center rounded-full text-[11px] font-semibold before:content-[attr(data-initials)]"
      />
      <DropdownMenuContent align="end" className="w-60">
        <div className="px-2.5 py-2">
          <div className="truncate font-medium">{name}</div>
          {name === email ? null : <div className="text-muted truncate text-[13px]">{email}</div>}
        </div>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>{t("theme")}</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={theme} onValueChange={(value) => setTheme(toTheme(value))}>
          {themes.map((choice) => (
            <DropdownMenuRadioItem key={choice} value={choice} onSelect={(event) => event.preventDefault()}>
              {t(themeLabels[choice])}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link href={`${routes.settings(data.organization.slug)}#sessions`}>
            <MonitorSmartphone aria-hidden />
            {t("sessions")}
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => void signOut()}>
          <LogOut aria-hidden />
          {t("signOut")}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/** "Lena Berg" → "LB", "lena.berg@contoso.com" → "LB". */
function initialsOf(name: string): string {
  const words = (name.split("@")[0] ?? name).split(/[\s._-]+/).filter((word) => word !== "");
  const first = words[0]?.[0] ?? "";
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? "") : "";
  return `${first}${last}`.toLocaleUpperCase();
}
