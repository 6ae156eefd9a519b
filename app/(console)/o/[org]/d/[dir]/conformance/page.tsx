import { BadgeCheck, PartyPopper } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { createLoader, createSerializer, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { LiveRefresh } from "@/components/live-refresh";
import { pageTitle } from "@/components/page-title";
import { SegmentedLinks } from "@/components/segmented-links";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/auth/permissions";
import { readConformanceReport } from "@/lib/console/conformance";
import { listTrialRuns, openTrialRun } from "@/lib/console/trial-runs";
import { routes } from "@/lib/routes";
import { CancelTrial } from "../_components/trial/cancel-trial";
import { requireDirectory } from "../_data/require-directory";
import { CaseGroups } from "./_components/case-groups";
import { ConformanceProgress } from "./_components/conformance-progress";
import { RunConformance } from "./_components/run-conformance";
import { RunHistory } from "./_components/run-history";
import { RunTrouble } from "./_components/run-trouble";
import { ScoreCard } from "./_components/score-card";

export const generateMetadata = () => pageTitle("conformance");

/** `run`: which of the kept ones; without it, the newest. */
const queryParsers = { run: parseAsString, show: parseAsStringLiteral(["failed"] as const) };
const loadQuery = createLoader(queryParsers);
const serialize = createSerializer(queryParsers);

export default async function ConformancePage({ params, searchParams }: PageProps<"/o/[org]/d/[dir]/conformance">) {
  const { org, dir } = await params;
  const { scope, directory, admin } = await requireDirectory(org, dir);
  const query = await loadQuery(searchParams);
  const [t, runs, open] = await Promise.all([
    getTranslations("conformance"),
    listTrialRuns(scope, "conformance"),
    openTrialRun(scope),
  ]);
  const shown = runs.find(({ id }) => id === query.run) ?? runs[0];
  const report = shown?.state === "done" ? await readConformanceReport(scope, shown.id) : undefined;
  const mayRun = can(admin.role, "trial:run");
  const place = { organizationSlug: org, directoryId: directory.id };
  const hrefOf = (change: Partial<Awaited<ReturnType<typeof loadQuery>>>) =>
    serialize(routes.conformance(org, dir), { ...query, ...change });
  const runButton = (isAgain: boolean) =>
    mayRun ? <RunConformance {...place} href={routes.conformance(org, dir)} isAgain={isAgain} /> : undefined;
  const underWay = open?.kind === "conformance" ? open : undefined;
  return (
    <>
      <LiveRefresh seconds={open === undefined ? 30 : 2} />
      <PageHeader
        title={t("title")}
        text={<p className="max-w-2xl">{t("text", { directory: directory.name })}</p>}
        aside={runs.length > 0 && open === undefined ? runButton(true) : undefined}
      />
      <p role="status" className="sr-only">
        {report === undefined
          ? shown && t(`state.${shown.state}`)
          : report.failed === 0
            ? t("allPassed", { passed: report.passed })
            : t("someFailed", { failed: report.failed, played: report.passed + report.failed })}
      </p>
      {open !== undefined && open.kind !== "conformance" ? (
        <p className="bg-info-soft text-info rounded-card mb-5 px-4 py-3">{t("otherRuns")}</p>
      ) : null}
      {shown === undefined ? (
        <Card>
          <EmptyState
            icon={<BadgeCheck />}
            title={t("emptyTitle")}
            text={mayRun ? t("emptyText") : t("emptyTextAuditor")}
            action={open === undefined ? runButton(false) : undefined}
          />
        </Card>
      ) : (
        <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="grid min-w-0 gap-5">
            {underWay === undefined ? null : (
              <ConformanceProgress run={underWay}>
                {mayRun ? <CancelTrial {...place} runId={underWay.id} isEnding={underWay.isEnding} /> : undefined}
              </ConformanceProgress>
            )}
            <RunTrouble run={shown} />
            {report === undefined ? null : (
              <>
                <ScoreCard
                  run={shown}
                  report={report}
                  hrefOf={(file) => routes.conformanceReport(org, dir, shown.id, file)}
                />
                <div>
                  <SegmentedLinks
                    label={t("filter")}
                    segments={[
                      {
                        href: hrefOf({ show: null }),
                        label: t("showAll"),
                        count: String(report.total),
                        current: query.show === null,
                      },
                      {
                        href: hrefOf({ show: "failed" }),
                        label: t("showFailed"),
                        count: String(report.failed),
                        current: query.show === "failed",
                      },
                    ]}
                  />
                </div>
                {query.show === "failed" && report.failed === 0 ? (
                  <Card>
                    <EmptyState icon={<PartyPopper />} title={t("noFailedTitle")} text={t("noFailedText")} />
                  </Card>
                ) : (
                  <CaseGroups
                    key={shown.id}
                    {...place}
                    runId={shown.id}
                    groups={report.groups}
                    cases={report.cases.filter(({ outcome }) => query.show === null || outcome === "failed")}
                  />
                )}
              </>
            )}
          </div>
          <RunHistory runs={runs} shownId={shown.id} hrefOf={(run) => hrefOf({ run, show: null })} />
        </div>
      )}
    </>
  );
}
