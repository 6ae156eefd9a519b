import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { Table, TableBody, TableHead, TableHeader } from "@/components/ui/table";
import type { LogEntry } from "@/lib/console/group-bursts";
import { isStandard, leastWidthOf, widthOf } from "../_data/log-columns";
import { BurstRows, type BurstLinks } from "./burst-rows";
import { EventTableRow } from "./event-table-row";
import { columnClasses, statusClasses, type LogCellsProps } from "./log-cells";

export interface LogTableProps {
  entries: readonly LogEntry[];
  selectedId: string | undefined;
  /** Id of any row of the burst that shows its rows. */
  openId: string | undefined;
  links: BurstLinks;
  cells: Omit<LogCellsProps, "rows">;
}

export function LogTable({ entries, selectedId, openId, links, cells }: LogTableProps) {
  const t = useTranslations("logs");
  const { columns } = cells;
  return (
    // Standard columns come and go by the width of the list, not of the window: the drawer takes from it. Those that were
    // chosen beside them stay, and the list scrolls sideways where they have no room.
    <div className={cn("@container", !isStandard(columns) && "overflow-x-auto")}>
      <Table
        label={t("title")}
        className="max-sm:min-w-0!"
        style={isStandard(columns) ? undefined : { minWidth: leastWidthOf(columns) }}
      >
        <TableHead>
          <TableHeader className="hidden w-28 sm:table-cell">{t("time")}</TableHeader>
          <TableHeader>{t("what")}</TableHeader>
          {columns.map((column) => (
            <TableHeader key={column} className={columnClasses(column, columns)} style={{ width: widthOf(column) }}>
              {t(`column.${column}`)}
            </TableHeader>
          ))}
          <TableHeader className={cn("w-27", statusClasses(columns), "bg-surface")}>{t("status")}</TableHeader>
        </TableHead>
        <TableBody>
          {entries.map(({ row, burst }) =>
            burst === undefined ? (
              <EventTableRow
                key={row.id}
                row={row}
                cells={cells}
                href={links.event(row.id)}
                isSelected={row.id === selectedId}
              />
            ) : (
              // Its oldest row stays while it grows, so that it stays what it is.
              <BurstRows
                key={burst.oldest.id}
                burst={burst}
                isOpen={burst.rows.some(({ id }) => id === openId)}
                selectedId={selectedId}
                links={links}
                cells={cells}
              />
            ),
          )}
        </TableBody>
      </Table>
    </div>
  );
}
