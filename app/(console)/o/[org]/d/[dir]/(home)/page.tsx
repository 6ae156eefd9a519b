import { CirclePause } from "lucide-react";
import { getTimeZone, getTranslations } from "next-intl/server";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { createLoader, parseAsStringLiteral } from "nuqs/server";
import { chartSpans } from "@/lib/inputs/chart-span";
import { LatestCard } from "@/components/latest-card";
import { HealthPill } from "@/components/health";
import { LiveRefresh } from "@/components/live-refresh";
import { pageTitle } from "@/components/page-title";
import { PageHeader } from "@/components/ui/page-header";
import { tenantUrl } from "@/lib/applications/applications";
import { tokenEndpoint } from "@/lib/applications/token-endpoint";
import { can } from "@/lib/auth/permissions";
import { chartsOf } from "@/lib/console/charts";
import { listEndingCredentials } from "@/lib/console/ending-credentials";
import { listFindings, rhythmOf } from "@/lib/console/findings";
import { listEvents } from "@/lib/console/logs";
import { activityOf } from "@/lib/console/overview";
import { listOAuthClients } from "@/lib/console/oauth-clients";
import { readSetupProgress } from "@/lib/console/setup-guide";
import { listTokens } from "@/lib/console/tokens";
import type { FindingKind } from "@/lib/insight/finding";
import { publicUrl } from "@/lib/public-url";
import { routes } from "@/lib/routes";
import { EndingCredentials } from "../../../_components/ending-credentials";
import { directorySummaries } from "../../../_data/directory-summaries";
import { ConnectionCard } from "../_components/connection-card";
import { Counters } from "../_components/counters";
import { HealthCard } from "../_components/health-card";
import { HeldBanner } from "../_components/held-banner";
import { OAuthCard } from "../_components/oauth/oauth-card";
import { PeopleChart } from "../_components/people-chart";
import { RequestsChart } from "../_components/requests-chart";
import { ServiceSwitch } from "../_components/service-switch";
import { SetupCard } from "../_components/setup-card";
import { directoryWords } from "../_data/directory-words";
import { requireDirectory } from "../_data/require-directory";

/** Findings that have a banner of their own, with what can be done here. */
const toldAbove: ReadonlySet<FindingKind> = new Set(["brake", "credentialEnds"]);

export const generateMetadata = () => pageTitle("directory");

const loadQuery = createLoader({ chart: parseAsStringLiteral(chartSpans).withDefault("24h") });

export default async function DirectoryPage({ params, searchParams }: PageProps<"/o/[org]/d/[dir]">) {
  const { org, dir } = await params;
  const { scope, directory, admin } = await requireDirectory(org, dir);
  const [{ chart: span }, timeZone] = await Promise.all([loadQuery(searchParams), getTimeZone()]);
  const [tokens, clients] = await Promise.all([listTokens(scope, directory.id), listOAuthClients(scope, directory.id)]);
  const [t, words, header, summaries, activity, charts, latest, progresses, ending, findings, rhythm] =
    await Promise.all([
      getTranslations("directory"),
      directoryWords(directory),
      headers(),
      directorySummaries(org),
      activityOf(scope),
      chartsOf(scope, { span, timeZone }),
      listEvents(scope, { withoutReads: true, limit: 5 }),
      readSetupProgress(scope, [directory]),
      listEndingCredentials(scope),
      listFindings(scope),
      rhythmOf(scope),
    ]);
  const summary = summaries.find(({ id }) => id === directory.id);
  if (summary === undefined) notFound();
  const url = publicUrl((name) => header.get(name) ?? undefined, false);
  const progress = progresses.get(directory.id);
  return (
    <>
      <LiveRefresh seconds={progress?.isOver === true ? 30 : 8} />
      <PageHeader
        title={t("title")}
        text={t("text", words)}
        aside={
          <>
            <HealthPill {...summary} />
            <ServiceSwitch
              organizationSlug={org}
              directory={{ id: directory.id, name: directory.name, enabled: directory.enabled }}
              provider={words.shortProvider}
              idp={directory.provider}
              mayChange={can(admin.role, "directory:update")}
            />
          </>
        }
      />
      {directory.enabled ? null : (
        <div className="bg-warning-soft text-warning rounded-card mb-5 flex gap-3 px-4 py-3">
          <CirclePause aria-hidden className="mt-0.5 size-4 shrink-0" />
          <div>
            <h2 className="font-semibold">{t("offBanner")}</h2>
            <p className="text-foreground">{t("offBannerText", { provider: words.shortProvider })}</p>
          </div>
        </div>
      )}
      {summary.held === 0 ? null : (
        <HeldBanner count={summary.held} provider={words.shortProvider} href={routes.deprovisioning(org, dir)} />
      )}
      <EndingCredentials org={org} ending={ending} naming={false} mayReplace={can(admin.role, "token:create")} />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 gap-5">
          <HealthCard
            org={org}
            dir={dir}
            directoryId={directory.id}
            provider={directory.provider}
            shortProvider={words.shortProvider}
            health={summary.health}
            rhythm={rhythm}
            findings={findings.open.filter(({ kind }) => !toldAbove.has(kind))}
            openCount={findings.open.length}
            mayChange={can(admin.role, "directory:update")}
          />
          <Counters org={org} summary={summary} activity={activity} />
          <ConnectionCard
            organizationSlug={org}
            directoryId={directory.id}
            provider={directory.provider}
            shortProvider={words.shortProvider}
            tenantUrl={tenantUrl(url, directory.application)}
            tokens={tokens}
            mayCreate={can(admin.role, "token:create")}
            mayRevoke={can(admin.role, "token:revoke")}
          />
          <OAuthCard
            organizationSlug={org}
            directoryId={directory.id}
            shortProvider={words.shortProvider}
            tenantUrl={tokens.length === 0 ? tenantUrl(url, directory.application) : undefined}
            tokenEndpoint={tokenEndpoint(url)}
            clients={clients}
            mayCreate={can(admin.role, "token:create")}
            mayRevoke={can(admin.role, "token:revoke")}
          />
          <RequestsChart org={org} dir={dir} span={span} bars={charts.requests} />
          <PeopleChart bars={charts.people} />
          <LatestCard
            title={t("latest")}
            events={latest.rows}
            hrefOf={(event) => routes.logs(org, dir, { event })}
            allHref={routes.logs(org, dir)}
            allLabel={t("allLogs")}
            empty={t("latestEmpty", { provider: words.shortProvider })}
          />
        </div>
        {progress === undefined ? null : (
          <SetupCard
            progress={progress}
            provider={directory.provider}
            shortProvider={words.shortProvider}
            href={routes.setupGuide(org, dir)}
          />
        )}
      </div>
    </>
  );
}
