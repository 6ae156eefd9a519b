"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";

export interface ExportMenuProps {
  files: readonly { readonly file: string; readonly href: string }[];
}

/** Downloads what the filters of the page find: one file of JSON lines, or Entra's three of CSV. */
export function ExportMenu({ files }: ExportMenuProps) {
  const t = useTranslations("logs");
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button>
          <Download aria-hidden /> {t("export")}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuLabel className="max-w-72">{t("exportText")}</DropdownMenuLabel>
        {files.map(({ file, href }) => (
          <DropdownMenuItem key={file} asChild>
            <a href={href} download>
              {file}
            </a>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
