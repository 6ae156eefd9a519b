import { CircleCheckBig, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { RelativeTime } from "@/components/relative-time";
import { Button } from "@/components/ui/button";
import { flawsOf, groupsOf } from "@/lib/console/rehearsal-report";
import type { RehearsalReport, RehearsedObject } from "@/lib/console/rehearsal-report";
import type { RehearsalDto } from "@/lib/console/rehearsals";
import { useRehearsalWords } from "./use-rehearsal-words";
import type { RehearsalLinks } from "./use-rehearsal-words";
import { RehearsalCounts } from "./rehearsal-counts";
import { RehearsalExample } from "./rehearsal-example";
import { RehearsedList } from "./rehearsed-list";

export interface RehearsalViewProps {
  rehearsal: RehearsalDto;
  report: RehearsalReport;
  objects: readonly RehearsedObject[];
  words: { readonly application: string; readonly provider: string };
  links: RehearsalLinks & { readonly csv: string; readonly json: string };
}

/** What the first cycle would do: in numbers, then what asks for something, then what the application would hold. */
export function RehearsalView({ rehearsal, report, objects, words, links }: RehearsalViewProps) {
  const t = useTranslations("rehearsal");
  const say = useRehearsalWords(words, links);
  const refused = groupsOf(objects, "refused");
  const skipped = groupsOf(objects, "skipped");
  const flawed = flawsOf(objects);
  return (
    <section aria-labelledby="report-title" className="grid gap-5">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          <h2 id="report-title" className="text-base font-semibold">
            {t("reportTitle")}
          </h2>
          <p className="text-muted break-words">
            {t.rich("reportOf", {
              source: say.source(rehearsal.source),
              requests: report.requests,
              when: () => <RelativeTime date={rehearsal.endedAt ?? rehearsal.startedAt} />,
            })}{" "}
            {t("peopleBefore", { count: report.peopleBefore })}
          </p>
        </div>
        <div className="flex gap-2">
          <Button asChild size="sm">
            <a href={links.csv} download aria-label={t("downloadCsvNamed")}>
              {t("downloadCsv")}
            </a>
          </Button>
          <Button asChild size="sm">
            <a href={links.json} download aria-label={t("downloadJsonNamed")}>
              {t("downloadJson")}
            </a>
          </Button>
        </div>
      </div>
      {report.stopped === null ? null : (
        <div className="bg-danger-soft rounded-card flex gap-3 px-4 py-3">
          <TriangleAlert aria-hidden className="text-danger mt-0.5 size-4 shrink-0" />
          <div className="min-w-0">
            <h3 className="text-danger font-semibold">{t("stoppedTitle")}</h3>
            <p className="break-words">{report.stopped}</p>
          </div>
        </div>
      )}
      <RehearsalCounts report={report} />
      {refused.length > 0 || report.stopped !== null ? null : (
        <p className="bg-success-soft text-success rounded-card flex items-center gap-3 px-4 py-3 font-medium">
          <CircleCheckBig aria-hidden className="size-4 shrink-0" />
          {t("good")}
        </p>
      )}
      {refused.length === 0 ? null : (
        <RehearsedList
          id="refused"
          title={t("refusedTitle")}
          tone="danger"
          groups={refused}
          say={say.refused}
          opensFew
        />
      )}
      {skipped.length === 0 ? null : (
        <RehearsedList
          id="skipped"
          title={t("skippedTitle", words)}
          tone="warning"
          groups={skipped}
          say={say.skipped}
        />
      )}
      {flawed.length === 0 ? null : (
        <RehearsedList id="flaws" title={t("flawsTitle")} tone="info" groups={flawed} say={say.flaw} />
      )}
      {report.example === null ? null : <RehearsalExample example={report.example} application={words.application} />}
    </section>
  );
}
