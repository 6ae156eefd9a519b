import { CircleCheck, CircleX, Download } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { RelativeTime } from "@/components/relative-time";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import type { TrialRunDto } from "@/lib/console/trial-runs";
import type { ConformanceReport } from "@/lib/entra/conformance/report";

export interface ScoreCardProps {
  run: TrialRunDto;
  report: ConformanceReport;
  hrefOf: (file: "report.html" | "report.json") => string;
}

/** How a run went, in one look, and the report to take away. */
export function ScoreCard({ run, report, hrefOf }: ScoreCardProps) {
  const t = useTranslations("conformance");
  const format = useFormatter();
  const { passed, failed, skipped, requests, seconds } = report;
  const Icon = failed === 0 ? CircleCheck : CircleX;
  return (
    <Card aria-labelledby="score-title" className="flex flex-wrap items-center justify-between gap-x-6 gap-y-4 p-4">
      <div className="flex min-w-0 flex-1 basis-72 items-center gap-4">
        <span
          aria-hidden
          className={cn(
            "grid size-12 shrink-0 place-items-center rounded-full",
            failed === 0 ? "bg-success-soft text-success" : "bg-danger-soft text-danger",
          )}
        >
          <Icon className="size-6" />
        </span>
        <div className="min-w-0">
          <h2 id="score-title" className="text-base font-semibold">
            {failed === 0 ? t("allPassed", { passed }) : t("someFailed", { failed, played: passed + failed })}
          </h2>
          <p className="text-muted break-words">
            {t("facts", { skipped, requests, seconds: format.number(seconds, { maximumFractionDigits: 0 }) })}
          </p>
          <p className="text-muted text-[13px] break-words">
            {t.rich("ranBy", { by: run.startedBy, time: () => <RelativeTime date={run.startedAt} /> })}
          </p>
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        {(["report.html", "report.json"] as const).map((file) => (
          <Button key={file} asChild>
            {/* A file, not a page: the browser itself asks for it. */}
            <a href={hrefOf(file)} download>
              <Download aria-hidden />
              {t(file === "report.html" ? "downloadHtml" : "downloadJson")}
            </a>
          </Button>
        ))}
      </div>
    </Card>
  );
}
