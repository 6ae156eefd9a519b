import { useTranslations } from "next-intl";
import { LogSentence } from "@/components/log-sentence";
import { RelativeTime } from "@/components/relative-time";
import { StatusBadge } from "@/components/status-badge";
import { cn } from "@/components/ui/cn";
import { Code } from "@/components/ui/code";
import { RowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { EventRow } from "@/lib/console/logs";
import { Duration } from "./duration";

export interface LogTableProps {
  rows: readonly (EventRow & { readonly href: string })[];
  selectedId: string | undefined;
}

export function LogTable({ rows, selectedId }: LogTableProps) {
  const t = useTranslations("logs");
  const common = useTranslations("common");
  return (
    // Columns come and go by the width of the list, not of the window: the drawer takes from it.
    <div className="@container">
      <Table label={t("title")}>
        <TableHead>
          <TableHeader className="hidden w-32 sm:table-cell">{t("time")}</TableHeader>
          <TableHeader>{t("what")}</TableHeader>
          <TableHeader className="hidden w-1/4 @4xl:table-cell">{t("identity")}</TableHeader>
          <TableHeader className="hidden w-44 @5xl:table-cell">{t("errorCode")}</TableHeader>
          <TableHeader className="hidden w-24 text-right @2xl:table-cell">{t("duration")}</TableHeader>
          <TableHeader className="w-27">{t("status")}</TableHeader>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.id} className={cn(row.id === selectedId && "bg-accent-soft hover:bg-accent-soft")}>
              <TableCell className="text-muted hidden sm:table-cell">
                <RelativeTime date={row.at} />
              </TableCell>
              <TableCell className="py-2.5 whitespace-normal sm:py-1.5 sm:whitespace-nowrap">
                <RowLink
                  href={row.href}
                  scroll={false}
                  className="line-clamp-3 font-normal sm:inline"
                  aria-current={row.id === selectedId ? "true" : undefined}
                >
                  <LogSentence {...row} />
                </RowLink>
                <RelativeTime date={row.at} className="text-muted text-[13px] sm:hidden" />
              </TableCell>
              <TableCell className="text-muted hidden @4xl:table-cell">
                {row.userName ?? row.externalId ?? common("none")}
              </TableCell>
              <TableCell className="text-muted hidden @5xl:table-cell">
                {row.entraCode === null ? null : (
                  <span className="block truncate" title={row.entraCode}>
                    {row.entraCode}
                  </span>
                )}
                {row.code === null ? null : <Code className="block text-xs">{row.code}</Code>}
              </TableCell>
              <TableCell className="text-muted hidden text-right @2xl:table-cell">
                <Duration ms={row.durationMs} />
              </TableCell>
              <TableCell>
                <StatusBadge status={row.status} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
