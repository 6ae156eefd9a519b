import { useFormatter, useTranslations } from "next-intl";
import { BarChart } from "@/components/charts/bar-chart";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { useSpan } from "@/components/use-span";
import type { CycleRecord } from "@/lib/insight/cycle";
import { durationOf, summarizeDurations } from "@/lib/insight/cycle-durations";
import { routes } from "@/lib/routes";

export interface CycleDurationsProps {
  readonly org: string;
  readonly dir: string;
  /** The newest first. */
  readonly cycles: readonly CycleRecord[];
}

/** How long each cycle of the page took, from the oldest to the newest; a bar leads to its requests. */
export function CycleDurations({ org, dir, cycles }: CycleDurationsProps) {
  const t = useTranslations("charts");
  const table = useTranslations("cycles");
  const format = useFormatter();
  const span = useSpan();
  const summary = summarizeDurations(cycles);
  if (summary === undefined) return null;
  const day = ({ began }: CycleRecord) => format.dateTime(began, { day: "numeric", month: "short" });
  const shown = [...cycles].reverse();
  return (
    <Card aria-labelledby="durations-title" className="mb-5">
      <CardHeader id="durations-title" title={t("durations")} />
      <CardBody>
        <BarChart
          caption={t("durationsTable")}
          summary={t("durationsSummary", {
            count: summary.count,
            middle: span(summary.middle),
            longest: span(summary.longest),
          })}
          series={[{ key: "duration", label: table("duration"), tone: "accent" }]}
          bars={shown.map((cycle) => ({
            key: cycle.id,
            label: format.dateTime(cycle.began, { dateStyle: "medium", timeStyle: "short" }),
            values: [durationOf(cycle)],
            words: [cycle.ended === null ? table("running") : span(durationOf(cycle))],
            href: routes.logs(org, dir, { cycle: cycle.id, range: "all", reads: "true" }),
          }))}
          unit={table("began")}
          tableLabel={t("table")}
          axis={[shown[0], shown.at(-1)].flatMap((cycle) => (cycle === undefined ? [] : [day(cycle)]))}
        />
      </CardBody>
    </Card>
  );
}
