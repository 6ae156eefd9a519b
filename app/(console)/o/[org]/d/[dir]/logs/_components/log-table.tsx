import { useTranslations } from "next-intl";
import { Table, TableBody, TableHead, TableHeader } from "@/components/ui/table";
import type { EventCycle } from "@/lib/console/cycles";
import type { LogEntry } from "@/lib/console/group-bursts";
import { BurstRows, type BurstLinks } from "./burst-rows";
import { EventTableRow } from "./event-table-row";

export interface LogTableProps {
  entries: readonly LogEntry[];
  selectedId: string | undefined;
  /** Id of any row of the burst that shows its rows. */
  openId: string | undefined;
  links: BurstLinks;
  /** By the id of the row. */
  cycles: ReadonlyMap<string, EventCycle>;
}

export function LogTable({ entries, selectedId, openId, links, cycles }: LogTableProps) {
  const t = useTranslations("logs");
  return (
    // Columns come and go by the width of the list, not of the window: the drawer takes from it.
    <div className="@container">
      <Table label={t("title")}>
        <TableHead>
          <TableHeader className="hidden w-28 sm:table-cell">{t("time")}</TableHeader>
          <TableHeader>{t("what")}</TableHeader>
          <TableHeader className="hidden w-1/5 @4xl:table-cell">{t("identity")}</TableHeader>
          <TableHeader className="hidden w-40 @5xl:table-cell">{t("errorCode")}</TableHeader>
          <TableHeader className="hidden w-32 @5xl:table-cell">{t("cycle")}</TableHeader>
          <TableHeader className="hidden w-24 text-right @2xl:table-cell">{t("duration")}</TableHeader>
          <TableHeader className="w-27">{t("status")}</TableHeader>
        </TableHead>
        <TableBody>
          {entries.map(({ row, burst }) =>
            burst === undefined ? (
              <EventTableRow
                key={row.id}
                row={row}
                cycle={cycles.get(row.id)}
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
                cycles={cycles}
              />
            ),
          )}
        </TableBody>
      </Table>
    </div>
  );
}
