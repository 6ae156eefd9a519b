import { useFormatter, useTranslations } from "next-intl";
import { BarChart } from "@/components/charts/bar-chart";
import { SegmentedLinks } from "@/components/segmented-links";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { chartSpans, type ChartSpan } from "@/lib/inputs/chart-span";
import type { RequestsBar } from "@/lib/console/charts";
import { routes } from "@/lib/routes";

export interface RequestsChartProps {
  readonly org: string;
  readonly dir: string;
  readonly span: ChartSpan;
  readonly bars: readonly RequestsBar[];
}

/** From the bottom up. */
const outcomes = [
  { key: "success", tone: "accent" },
  { key: "skipped", tone: "neutral" },
  { key: "warning", tone: "warning" },
  { key: "failure", tone: "danger" },
] as const;

const totalOf = (bar: RequestsBar) => bar.success + bar.skipped + bar.warning + bar.failure;

/** Requests by outcome: 24 hours by the hour, or 30 days by the day. A bar leads to its requests in the log. */
export function RequestsChart({ org, dir, span, bars }: RequestsChartProps) {
  const t = useTranslations("charts");
  const logs = useTranslations("logs");
  const format = useFormatter();
  const total = bars.reduce((sum, bar) => sum + totalOf(bar), 0);
  const failed = bars.reduce((sum, bar) => sum + bar.failure, 0);
  const label = (date: Date) =>
    span === "24h"
      ? format.dateTime(date, { timeStyle: "short" })
      : format.dateTime(date, { day: "numeric", month: "short" });
  return (
    <Card aria-labelledby="requests-title">
      <CardHeader
        id="requests-title"
        title={t("requests")}
        aside={
          <SegmentedLinks
            label={t("span")}
            segments={chartSpans.map((each) => ({
              href: routes.directory(org, dir, { chart: each === "24h" ? undefined : each }),
              label: t(`spans.${each}`),
              current: each === span,
            }))}
          />
        }
      />
      <CardBody>
        {total === 0 ? (
          <p className="text-muted py-6 text-center">{t(`requestsNone.${span}`)}</p>
        ) : (
          <BarChart
            caption={t(`requestsTable.${span}`)}
            summary={t("requestsSummary", {
              count: total,
              failed,
              percent: format.number(failed / total, { style: "percent", maximumSignificantDigits: 2 }),
            })}
            series={outcomes.map(({ key, tone }) => ({ key, tone, label: logs(`statusName.${key}`) }))}
            bars={bars.map((bar) => ({
              key: bar.start.toISOString(),
              label: label(bar.start),
              values: outcomes.map(({ key }) => bar[key]),
              words: outcomes.map(({ key }) => format.number(bar[key])),
              href:
                totalOf(bar) === 0
                  ? undefined
                  : routes.logs(org, dir, {
                      from: bar.start.toISOString(),
                      to: bar.end.toISOString(),
                      reads: "true",
                    }),
            }))}
            unit={t(span === "24h" ? "hour" : "day")}
            tableLabel={t("table")}
            axis={axisOf(bars).map(label)}
          />
        )}
      </CardBody>
    </Card>
  );
}

/** The begin of five bars, the first and the last among them. */
function axisOf(bars: readonly RequestsBar[]): Date[] {
  return [0, 0.25, 0.5, 0.75, 1].flatMap((part) => bars[Math.round(part * (bars.length - 1))]?.start ?? []);
}
