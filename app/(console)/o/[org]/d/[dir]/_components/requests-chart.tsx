import { useFormatter, useTranslations } from "next-intl";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { Activity } from "@/lib/console/overview";

/** Requests by the hour as bars, and as a table for those who cannot see them. */
export function RequestsChart({ activity }: { activity: Activity }) {
  const t = useTranslations("directory");
  const format = useFormatter();
  const { hours, total, medianMs } = activity;
  const most = Math.max(1, ...hours.map(({ succeeded, failed }) => succeeded + failed));
  const hour = (start: Date) => format.dateTime(start, { timeStyle: "short" });
  return (
    <Card aria-labelledby="requests-title">
      <CardHeader
        id="requests-title"
        title={t("requests")}
        aside={
          total === 0 ? undefined : (
            <span className="text-muted text-[13px]">
              {t("requestsSummary", {
                count: total,
                median: format.number(medianMs ?? 0, { maximumSignificantDigits: 2 }),
              })}
            </span>
          )
        }
      />
      <CardBody>
        {total === 0 ? (
          <p className="text-muted py-6 text-center">{t("requestsNone")}</p>
        ) : (
          <>
            <div aria-hidden>
              <div className="flex h-18 items-end gap-0.75">
                {hours.map(({ start, succeeded, failed }) => (
                  <div
                    key={start.getTime()}
                    title={`${hour(start)} · ${format.number(succeeded + failed)}`}
                    className="hover:bg-hover flex h-full flex-1 flex-col justify-end gap-px rounded-xs"
                  >
                    <div className="bg-danger rounded-t-xs" style={{ height: barHeight(failed, most) }} />
                    <div
                      className={`bg-accent opacity-85 ${failed === 0 ? "rounded-t-xs" : ""}`}
                      style={{ height: barHeight(succeeded, most) }}
                    />
                  </div>
                ))}
              </div>
              <div className="text-muted mt-2 flex justify-between text-[13px]">
                {[0, 6, 12, 18].map((index) => {
                  const at = hours[index];
                  return at === undefined ? null : <span key={index}>{hour(at.start)}</span>;
                })}
                <span>{t("now")}</span>
              </div>
            </div>
            <table className="sr-only">
              <caption>{t("requestsTable")}</caption>
              <thead>
                <tr>
                  <th scope="col">{t("hour")}</th>
                  <th scope="col">{t("succeeded")}</th>
                  <th scope="col">{t("failed")}</th>
                </tr>
              </thead>
              <tbody>
                {hours.map(({ start, succeeded, failed }) => (
                  <tr key={start.getTime()}>
                    <th scope="row">{hour(start)}</th>
                    <td>{format.number(succeeded)}</td>
                    <td>{format.number(failed)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
      </CardBody>
    </Card>
  );
}

/** At least two pixels for anything at all: one failure must be seen beside ten thousand successes. */
function barHeight(count: number, most: number): string {
  return count === 0 ? "0" : `max(2px, ${((count / most) * 100).toFixed(2)}%)`;
}
