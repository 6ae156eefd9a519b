"use client";

import { Columns3 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { logColumns, logColumnsCookie, standardColumns, writeColumns, type LogColumn } from "../_data/log-columns";

const yearS = 365 * 24 * 60 * 60;

/** Which columns the list has. The choice is this browser's, for every log, until it is changed. */
export function ColumnsMenu({ columns }: { columns: readonly LogColumn[] }) {
  const t = useTranslations("logs");
  const router = useRouter();
  const [loading, startTransition] = useTransition();
  // Who ticks faster than the list comes adds to what they ticked.
  const [chosen, setChosen] = useState(columns);

  function choose(next: readonly LogColumn[]): void {
    setChosen(next);
    keep(next);
    startTransition(() => router.refresh());
  }
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button aria-busy={loading}>
          <Columns3 aria-hidden />
          {t("columns")}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent
        align="end"
        className="max-h-(--radix-dropdown-menu-content-available-height) overflow-y-auto"
      >
        <DropdownMenuLabel>{t("columns")}</DropdownMenuLabel>
        {logColumns.map((column) => (
          <DropdownMenuCheckboxItem
            key={column}
            checked={chosen.includes(column)}
            onSelect={(event) => event.preventDefault()}
            onCheckedChange={(checked) =>
              choose(logColumns.filter((other) => (other === column ? checked : chosen.includes(other))))
            }
          >
            {t(`column.${column}`)}
          </DropdownMenuCheckboxItem>
        ))}
        <DropdownMenuSeparator />
        <DropdownMenuItem disabled={writeColumns(chosen) === undefined} onSelect={() => choose(standardColumns)}>
          {t("columnsReset")}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function keep(columns: readonly LogColumn[]): void {
  const text = writeColumns(columns);
  document.cookie = `${logColumnsCookie}=${text ?? ""}; path=/; max-age=${text === undefined ? 0 : yearS}; samesite=lax`;
}
