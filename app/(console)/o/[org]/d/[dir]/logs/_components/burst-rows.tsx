import { useFormatter, useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { ExactTime } from "@/components/exact-time";
import { RelativeTime } from "@/components/relative-time";
import { StatusBadge } from "@/components/status-badge";
import { cn } from "@/components/ui/cn";
import { TableCell, TableRow } from "@/components/ui/table";
import type { Burst, LogEntry } from "@/lib/console/group-bursts";
import type { EventRow } from "@/lib/console/logs";
import { BurstToggle } from "./burst-toggle";
import { EventTableRow } from "./event-table-row";
import { besideIdentity, columnClasses, ColumnLines, LogCells, statusClasses, type LogCellsProps } from "./log-cells";

/** Where the list leads to; all of these are ids of rows. */
export interface BurstLinks {
  readonly event: (id: string) => string;
  /** The list with the burst of that row open; null: with none. */
  readonly open: (id: string | null) => string;
  /** The list from that row on, one by one. */
  readonly singly: (id: string) => string;
}

export interface BurstRowsProps {
  burst: Burst;
  isOpen: boolean;
  selectedId: string | undefined;
  links: BurstLinks;
  cells: Omit<LogCellsProps, "rows">;
}

/** Rows that are shown under their burst; the others are a link away. */
const openMax = 100;

/** The rows that an entry of the list shows, given the row by which a burst is open. */
export function shownRows({ row, burst }: LogEntry, openId: string | null): readonly EventRow[] {
  if (burst === undefined) return [row];
  return burst.rows.some(({ id }) => id === openId) ? burst.rows.slice(0, openMax) : [burst.newest];
}

/** A burst as one row, which opens to the rows it is made of. */
export function BurstRows({ burst, isOpen, selectedId, links, cells }: BurstRowsProps) {
  const t = useTranslations("logs.burst");
  const { rows, newest, oldest } = burst;
  const shown = isOpen ? rows.slice(0, openMax) : [];
  const isSelected = (id: string) => id === selectedId;
  const last = shown.at(-1);
  const span = t.rich("span", {
    from: () => <ExactTime date={oldest.at} show="time" />,
    to: () => <ExactTime date={newest.at} show="time" />,
  });
  return (
    <>
      <TableRow
        className={cn(
          "bg-surface",
          !shown.some(({ id }) => isSelected(id)) &&
            rows.some(({ id }) => isSelected(id)) &&
            "bg-accent-soft hover:bg-accent-soft",
        )}
      >
        <TableCell className="text-muted hidden sm:table-cell">
          <RelativeTime date={newest.at} distance="day" />
        </TableCell>
        <TableCell className="py-2.5 whitespace-normal sm:py-1.5 sm:whitespace-nowrap">
          <BurstToggle isOpen={isOpen} href={links.open(isOpen ? null : oldest.id)}>
            <BurstSentence burst={burst} />
            <span className={cn("text-muted font-normal", besideIdentity(cells.columns))}>
              {" · "}
              {span}
            </span>
          </BurstToggle>
          <RelativeTime date={newest.at} distance="day" className="text-muted block text-[13px] sm:hidden" />
          <ColumnLines {...cells} rows={rows} />
        </TableCell>
        <LogCells
          {...cells}
          rows={rows}
          identity={
            <>
              {t("requests", { count: rows.length })}
              {" · "}
              {span}
            </>
          }
        />
        <TableCell className={statusClasses(cells.columns)}>
          <StatusBadge status={newest.status} />
        </TableCell>
      </TableRow>
      {shown.map((row) => (
        <EventTableRow
          key={row.id}
          row={row}
          cells={cells}
          href={links.event(row.id)}
          isSelected={isSelected(row.id)}
          isNested
        />
      ))}
      {last === undefined || last === oldest ? null : (
        <TableRow className="bg-sunken">
          <TableCell className="hidden sm:table-cell" />
          <TableCell className="text-muted pl-10 whitespace-normal">
            {t.rich("more", {
              count: rows.length - shown.length,
              link: (chunks) => (
                <Link href={links.singly(last.id)} className="text-accent-text rounded-sm underline underline-offset-4">
                  {chunks}
                </Link>
              ),
            })}
          </TableCell>
          {cells.columns.map((column) => (
            <TableCell key={column} className={columnClasses(column, cells.columns)} />
          ))}
          <TableCell className={statusClasses(cells.columns)} />
        </TableRow>
      )}
    </>
  );
}

/** "1,204 members added to Sales". */
function BurstSentence({ burst: { kind, newest, count, removed, goesOn } }: { burst: Burst }) {
  const t = useTranslations("logs");
  const format = useFormatter();
  const words = (number: number) => (goesOn ? t("burst.atLeast", { count: number }) : format.number(number));
  const values = {
    count: words(count),
    removed: words(removed),
    name: newest.name ?? t("someone.Group"),
    b: (chunks: ReactNode) => <bdi className="font-medium">{chunks}</bdi>,
  };
  if (kind === "create") return t.rich(newest.status === "failure" ? "burst.notCreated" : "burst.created", values);
  return t.rich(removed === 0 ? "burst.added" : count === 0 ? "burst.removed" : "burst.moved", values);
}
