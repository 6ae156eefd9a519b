import { useFormatter, useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { RowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { useSpan } from "@/components/use-span";
import type { CycleKind, CycleRecord } from "@/lib/insight/cycle";
import { routes } from "@/lib/routes";
import { useCycleSummary } from "../../_components/cycle-summary";

export interface CycleTableProps {
  org: string;
  dir: string;
  cycles: readonly CycleRecord[];
}

const tones = { initial: "accent", incremental: "neutral", onDemand: "info" } as const satisfies Record<
  CycleKind,
  string
>;

/** One row a cycle, the newest first; each leads to its requests in the log. */
export function CycleTable({ org, dir, cycles }: CycleTableProps) {
  const t = useTranslations("cycles");
  const format = useFormatter();
  const span = useSpan();
  const summaryOf = useCycleSummary();
  return (
    <Table label={t("title")}>
      <TableHead>
        <TableHeader className="w-28 sm:w-40">{t("began")}</TableHeader>
        <TableHeader className="hidden w-32 sm:table-cell">{t("kindHeader")}</TableHeader>
        <TableHeader>{t("changed")}</TableHeader>
        <TableHeader className="hidden w-56 lg:table-cell">{t("seen")}</TableHeader>
        <TableHeader className="hidden w-24 text-right md:table-cell">{t("requests")}</TableHeader>
        <TableHeader className="w-28 text-right">{t("duration")}</TableHeader>
      </TableHead>
      <TableBody>
        {cycles.map((cycle) => {
          const { id, kind, began, lastAt, ended, requests, refused, failed, users, groups } = cycle;
          const date = format.dateTime(began, { day: "numeric", month: "short", hour: "numeric", minute: "2-digit" });
          const isBad = failed > 0 || refused === requests;
          return (
            <TableRow key={id}>
              <TableCell className="whitespace-normal">
                <RowLink
                  href={routes.logs(org, dir, { cycle: id, range: "all", reads: "true" })}
                  aria-label={t("open", { date })}
                >
                  {date}
                </RowLink>
              </TableCell>
              <TableCell className="hidden sm:table-cell">
                <Badge tone={tones[kind]}>{t(`kind.${kind}`)}</Badge>
              </TableCell>
              <TableCell className="whitespace-normal">
                <span className={isBad ? "text-danger" : summaryOf(cycle) === t("nothing") ? "text-muted" : undefined}>
                  {summaryOf(cycle)}
                </span>
              </TableCell>
              <TableCell className="text-muted hidden lg:table-cell">
                {users === 0 && groups === 0
                  ? "–"
                  : [
                      ...(users > 0 ? [t("people", { count: users })] : []),
                      ...(groups > 0 ? [t("groups", { count: groups })] : []),
                    ].join(" · ")}
              </TableCell>
              <TableCell className="text-muted hidden text-right tabular-nums md:table-cell">
                {format.number(requests)}
              </TableCell>
              <TableCell className="text-right tabular-nums">
                {ended === null ? (
                  <Badge tone="accent">{t("running")}</Badge>
                ) : (
                  <span className="text-muted">{span(Math.max(1_000, lastAt.getTime() - began.getTime()))}</span>
                )}
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
