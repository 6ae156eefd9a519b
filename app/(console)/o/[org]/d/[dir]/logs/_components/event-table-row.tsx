import { LogSentence } from "@/components/log-sentence";
import { RelativeTime } from "@/components/relative-time";
import { StatusBadge } from "@/components/status-badge";
import { cn } from "@/components/ui/cn";
import { RowLink, TableCell, TableRow } from "@/components/ui/table";
import type { EventRow } from "@/lib/console/logs";
import { ColumnLines, LogCells, statusClasses, type LogCellsProps } from "./log-cells";
import { rowElementId } from "./row-element-id";

export interface EventTableRowProps {
  row: EventRow;
  cells: Omit<LogCellsProps, "rows">;
  href: string;
  isSelected: boolean;
  /** It is one of a burst, and stands under that. */
  isNested?: boolean;
}

/** One request in the list. */
export function EventTableRow({ row, cells, href, isSelected, isNested = false }: EventTableRowProps) {
  return (
    <TableRow
      className={cn(
        "bg-surface scroll-my-4",
        isNested && "bg-sunken",
        isSelected && "bg-accent-soft hover:bg-accent-soft",
      )}
    >
      <TableCell className="text-muted hidden sm:table-cell">
        <RelativeTime date={row.at} distance="day" />
      </TableCell>
      <TableCell className={cn("py-2.5 whitespace-normal sm:py-1.5 sm:whitespace-nowrap", isNested && "pl-10")}>
        <RowLink
          id={rowElementId(row.id)}
          href={href}
          scroll={false}
          className="line-clamp-3 font-normal sm:inline"
          aria-current={isSelected ? "true" : undefined}
        >
          <LogSentence {...row} />
        </RowLink>
        <RelativeTime date={row.at} distance="day" className="text-muted text-[13px] sm:hidden" />
        <ColumnLines {...cells} rows={[row]} />
      </TableCell>
      <LogCells {...cells} rows={[row]} />
      <TableCell className={statusClasses(cells.columns)}>
        <StatusBadge status={row.status} />
      </TableCell>
    </TableRow>
  );
}
