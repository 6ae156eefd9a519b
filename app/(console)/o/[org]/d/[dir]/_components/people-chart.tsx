import { useFormatter, useTranslations } from "next-intl";
import { BarChart } from "@/components/charts/bar-chart";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { PeopleBar } from "@/lib/console/charts";

const states = [
  { key: "active", tone: "accent" },
  { key: "disabled", tone: "neutral" },
] as const;

/** People over the last 30 days: active and disabled, as each day ended. */
export function PeopleChart({ bars }: { bars: readonly PeopleBar[] }) {
  const t = useTranslations("charts");
  const format = useFormatter();
  const known = bars.flatMap(({ people }) => people ?? []);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined || last.active + last.disabled === 0) return null;
  const label = (date: Date) => format.dateTime(date, { day: "numeric", month: "short" });
  const signed = (more: number) => format.number(more, { signDisplay: "exceptZero" });
  return (
    <Card aria-labelledby="people-title">
      <CardHeader id="people-title" title={t("people")} />
      <CardBody>
        <BarChart
          caption={t("peopleTable")}
          summary={t("peopleSummary", {
            active: format.number(last.active),
            activeMore: signed(last.active - first.active),
            disabled: format.number(last.disabled),
            disabledMore: signed(last.disabled - first.disabled),
            same: String(last.active === first.active && last.disabled === first.disabled),
            // Between the ends of the first and the last day; one day alone is compared with nothing.
            days: known.length - 1,
          })}
          series={states.map(({ key, tone }) => ({ key, tone, label: t(`state.${key}`) }))}
          bars={bars.map(({ start, people }) => ({
            key: start.toISOString(),
            label: label(start),
            values: people === undefined ? undefined : [people.active, people.disabled],
            words:
              people === undefined
                ? [t("unknown"), t("unknown")]
                : [format.number(people.active), format.number(people.disabled)],
          }))}
          unit={t("day")}
          tableLabel={t("table")}
          axis={[0, 0.5, 1].flatMap((part) => {
            const bar = bars[Math.round(part * (bars.length - 1))];
            return bar === undefined ? [] : [label(bar.start)];
          })}
        />
      </CardBody>
    </Card>
  );
}
