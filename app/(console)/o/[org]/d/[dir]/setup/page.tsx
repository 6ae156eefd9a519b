import { getTranslations } from "next-intl/server";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { SetupGuide } from "@/components/guide/setup-guide";
import { LiveRefresh } from "@/components/live-refresh";
import { pageTitle } from "@/components/page-title";
import { SegmentedLinks } from "@/components/segmented-links";
import { PageHeader } from "@/components/ui/page-header";
import { tenantUrl } from "@/lib/applications/applications";
import { guideProviders } from "@/lib/applications/setup-guides";
import type { SetupProgress } from "@/lib/applications/setup-progress";
import { tokenEndpoint } from "@/lib/applications/token-endpoint";
import { can } from "@/lib/auth/permissions";
import { listOAuthClients } from "@/lib/console/oauth-clients";
import { readSetupProgress, readSetupTroubles } from "@/lib/console/setup-guide";
import { listTokens } from "@/lib/console/tokens";
import { publicUrl } from "@/lib/public-url";
import { routes } from "@/lib/routes";
import { ServiceSwitch } from "../_components/service-switch";
import { directoryWords } from "../_data/directory-words";
import { requireDirectory } from "../_data/require-directory";
import { CredentialsControl } from "./_components/credentials-control";
import { ProviderChoice } from "./_components/provider-choice";
import { StepMarks } from "./_components/step-marks";
import { UseProvider } from "./_components/use-provider";

export const generateMetadata = () => pageTitle("guide");

const tabLabels = { entra: "tabEntra", okta: "tabOkta", other: "tabOther" } as const;

export default async function SetupGuidePage({ params, searchParams }: PageProps<"/o/[org]/d/[dir]/setup">) {
  const { org, dir } = await params;
  const { provider: wanted } = await searchParams;
  const { scope, directory, admin } = await requireDirectory(org, dir);
  const provider = guideProviders.find((known) => known === wanted) ?? directory.provider;
  const [t, words, header, tokens, clients, progresses, troubles] = await Promise.all([
    getTranslations("guide"),
    directoryWords({ ...directory, provider }),
    headers(),
    listTokens(scope, directory.id),
    listOAuthClients(scope, directory.id),
    readSetupProgress(scope, [directory], provider),
    readSetupTroubles(scope, directory),
  ]);
  const progress = progresses.get(directory.id);
  if (progress === undefined) notFound();
  const url = publicUrl((name) => header.get(name) ?? undefined, false);
  const mayUpdate = can(admin.role, "directory:update");
  return (
    <>
      <LiveRefresh seconds={secondsBetween(progress)} />
      <PageHeader
        title={t("title")}
        text={t("text", { application: words.application, provider: words.shortProvider })}
        aside={
          <SegmentedLinks
            label={t("tabs")}
            segments={guideProviders.map((each) => ({
              href: routes.setupGuide(org, dir, { provider: each === directory.provider ? undefined : each }),
              label: t(tabLabels[each]),
              current: each === provider,
            }))}
          />
        }
      />
      {provider === directory.provider ? null : (
        <div className="bg-info-soft rounded-card mb-5 flex flex-wrap items-center justify-between gap-3 px-4 py-3">
          <p>
            {t("otherProvider", {
              current: t(`providerChoice.${directory.provider}`),
              wanted: t(`providerChoice.${provider}`),
            })}
          </p>
          {mayUpdate ? <UseProvider organizationSlug={org} directory={directory} provider={provider} /> : null}
        </div>
      )}
      <SetupGuide
        words={{ application: words.application, provider: words.shortProvider }}
        provider={provider}
        progress={progress}
        troubles={troubles}
        links={{
          mapping: routes.mapping(org, dir),
          domains: routes.domains(org),
          event: (event) => routes.logs(org, dir, { event }),
        }}
        controls={{
          credentials: (
            <CredentialsControl
              organizationSlug={org}
              directoryId={directory.id}
              provider={provider}
              shortProvider={words.shortProvider}
              tenantUrl={tenantUrl(url, directory.application)}
              tokenEndpoint={tokenEndpoint(url)}
              tokens={tokens}
              clients={clients}
              mayCreate={can(admin.role, "token:create")}
              mayRevoke={can(admin.role, "token:revoke")}
            />
          ),
          provider: <ProviderChoice organizationSlug={org} directory={directory} mayChange={mayUpdate} />,
          service: (
            <ServiceSwitch
              organizationSlug={org}
              directory={directory}
              provider={words.shortProvider}
              mayChange={mayUpdate}
            />
          ),
        }}
        marks={({ step, state, mark }) =>
          mayUpdate && (mark !== undefined || (state !== "done" && (step.evidence.length === 0 || step.optional))) ? (
            <StepMarks
              organizationSlug={org}
              directoryId={directory.id}
              step={step.id}
              mayTick={step.evidence.length === 0}
              maySkip={step.optional === true}
              isMarked={mark !== undefined}
            />
          ) : null
        }
      />
    </>
  );
}

/** Often while the first requests are waited for; then as often as it is worth. */
function secondsBetween({ steps, isOver }: SetupProgress): number {
  if (isOver) return 30;
  const awaited = steps.some(({ evidence }) => evidence.some(({ kind, sighting }) => kind === "person" && !sighting));
  return awaited ? 3 : 8;
}
