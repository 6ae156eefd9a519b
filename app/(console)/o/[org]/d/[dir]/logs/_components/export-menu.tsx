"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import type { MouseEvent } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { exportLimits } from "@/lib/console/export-places";

export interface ExportMenuProps {
  files: readonly { readonly file: string; readonly href: string }[];
  /** Part of the filter could not be read, so that nobody knows what is asked for. */
  unread: boolean;
}

/** Downloads what the filters of the page find: one file of JSON lines, or Entra's three of CSV. */
export function ExportMenu({ files, unread }: ExportMenuProps) {
  const t = useTranslations("logs");
  const errors = useTranslations("errors");

  // Asked first, because a refusal would take the place of the page.
  async function download(clicked: MouseEvent, href: string): Promise<void> {
    clicked.preventDefault();
    const status = await fetch(href, { method: "HEAD" }).then(
      (answer) => answer.status,
      () => undefined,
    );
    if (status === 200) window.location.assign(href);
    else toast.error(status === 429 ? t("exportBusy", exportLimits) : errors("unexpected"));
  }
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button>
          <Download aria-hidden /> {t("export")}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuLabel className="max-w-72">{t(unread ? "exportUnread" : "exportText")}</DropdownMenuLabel>
        {files.map(({ file, href }) => (
          <DropdownMenuItem key={file} asChild disabled={unread}>
            <a href={unread ? undefined : href} onClick={(clicked) => void download(clicked, href)}>
              {file}
            </a>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
