import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { TableCell } from "@/components/ui/table";
import type { EventRow } from "@/lib/console/logs";
import { isStandard, type LogColumn } from "../_data/log-columns";
import { useColumnValue, type ColumnFacts } from "./use-column-value";

export interface LogCellsProps extends ColumnFacts {
  columns: readonly LogColumn[];
  /** One request; or those of a burst, of which is said what they have in common. */
  rows: readonly EventRow[];
  /** In place of an identity. */
  identity?: ReactNode;
}

/** From which width of the list on the standard columns have room; chosen ones are there on all but a telephone. */
const room: Readonly<Partial<Record<LogColumn, string>>> = {
  duration: "@2xl:table-cell",
  identity: "@4xl:table-cell",
  errorCode: "@5xl:table-cell",
};

/** When a column is there. */
export const columnClasses = (column: LogColumn, columns: readonly LogColumn[]): string =>
  cn("hidden", isStandard(columns) ? room[column] : "sm:table-cell", column === "duration" && "text-right");

/** The status stays in sight where the list scrolls sideways; presses go to the row's link, which it would cover. */
export const statusClasses = (columns: readonly LogColumn[]): string | undefined =>
  isStandard(columns) ? undefined : "pointer-events-none right-0 bg-inherit sm:sticky";

/** Of what stands in a burst's identity, where there is none: not beside it. */
export const besideIdentity = (columns: readonly LogColumn[]): string | undefined =>
  columns.includes("identity") ? (isStandard(columns) ? "@4xl:hidden" : "sm:hidden") : undefined;

/** The cells between what happened and the status. */
export function LogCells({ columns, rows, identity, ...facts }: LogCellsProps) {
  const common = useTranslations("common");
  const valueOf = useColumnValue(facts);
  return columns.map((column) => (
    <TableCell key={column} className={cn("text-muted", columnClasses(column, columns))}>
      {column === "identity" ? (identity ?? valueOf(column, rows) ?? common("none")) : valueOf(column, rows)}
    </TableCell>
  ));
}

/** On a telephone, under what happened: what the columns that somebody chose would say. */
export function ColumnLines({ columns, rows, ...facts }: LogCellsProps) {
  const t = useTranslations("logs.column");
  const valueOf = useColumnValue(facts);
  if (isStandard(columns)) return null;
  return (
    <span className="text-muted block text-[13px] sm:hidden">
      {columns.map((column) => {
        const value = valueOf(column, rows);
        // Whose name it is stands in the sentence.
        return value === null || value === rows[0]?.name ? null : (
          <span key={column} className="flex gap-1.5">
            <span className="shrink-0">{t(column)}:</span> <span className="min-w-0 break-words">{value}</span>
          </span>
        );
      })}
    </span>
  );
}
