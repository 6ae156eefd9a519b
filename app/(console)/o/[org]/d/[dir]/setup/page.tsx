import { getTranslations } from "next-intl/server";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { secondsBetween } from "@/components/guide/seconds-between";
import { SetupGuide } from "@/components/guide/setup-guide";
import { LiveRefresh } from "@/components/live-refresh";
import { pageTitle } from "@/components/page-title";
import { SegmentedLinks } from "@/components/segmented-links";
import { PageHeader } from "@/components/ui/page-header";
import { tenantUrl } from "@/lib/applications/applications";
import { guideProviders } from "@/lib/applications/guide-steps";
import { tokenEndpoint } from "@/lib/applications/token-endpoint";
import { can } from "@/lib/auth/permissions";
import { listGuideLinks } from "@/lib/console/guide-links";
import { listOAuthClients } from "@/lib/console/oauth-clients";
import { findLastRehearsal } from "@/lib/console/rehearsals";
import { readSetupProgress, readSetupTroubles } from "@/lib/console/setup-guide";
import { listTokens } from "@/lib/console/tokens";
import { publicUrl } from "@/lib/public-url";
import { routes } from "@/lib/routes";
import { ShareGuideCard } from "../_components/guide-links/share-guide-card";
import { ServiceSwitch } from "../_components/service-switch";
import { directoryWords } from "../_data/directory-words";
import { requireDirectory } from "../_data/require-directory";
import { ConsoleStepMarks } from "./_components/console-step-marks";
import { CredentialsControl } from "./_components/credentials-control";
import { ProviderChoice } from "./_components/provider-choice";
import { RehearseCard } from "./_components/rehearse-card";
import { TestControl } from "./_components/test-control";
import { UseProvider } from "./_components/use-provider";

export const generateMetadata = () => pageTitle("guide");

const tabLabels = { entra: "tabEntra", okta: "tabOkta", other: "tabOther" } as const;

export default async function SetupGuidePage({ params, searchParams }: PageProps<"/o/[org]/d/[dir]/setup">) {
  const { org, dir } = await params;
  const { provider: wanted } = await searchParams;
  const { scope, directory, admin } = await requireDirectory(org, dir);
  const provider = guideProviders.find((known) => known === wanted) ?? directory.provider;
  const [t, words, header, tokens, clients, progresses, troubles, guideLinks, lastRehearsal] = await Promise.all([
    getTranslations("guide"),
    directoryWords({ ...directory, provider }),
    headers(),
    listTokens(scope, directory.id),
    listOAuthClients(scope, directory.id),
    readSetupProgress(scope, [directory], provider),
    readSetupTroubles(scope, directory),
    listGuideLinks(scope, directory.id),
    // Entra alone is played.
    provider === "entra" ? findLastRehearsal(scope) : undefined,
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
      {provider === "entra" ? (
        <RehearseCard last={lastRehearsal} provider={words.shortProvider} href={routes.rehearse(org, dir)} />
      ) : null}
      <SetupGuide
        words={{ application: words.application, provider: words.shortProvider }}
        provider={provider}
        progress={progress}
        troubles={troubles}
        links={{
          mapping: routes.mapping(org, dir),
          domains: routes.domains(org, { guide: dir }),
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
          test:
            can(admin.role, "connection:test") && tokens.length > 0 ? (
              <TestControl organizationSlug={org} directoryId={directory.id} provider={words.shortProvider} />
            ) : undefined,
          provider: <ProviderChoice organizationSlug={org} directory={directory} mayChange={mayUpdate} />,
          service: (
            <ServiceSwitch
              organizationSlug={org}
              directory={directory}
              provider={words.shortProvider}
              idp={directory.provider}
              label={t("labels.enableService")}
              mayChange={mayUpdate}
            />
          ),
        }}
        marks={(each) =>
          mayUpdate ? <ConsoleStepMarks organizationSlug={org} directoryId={directory.id} progress={each} /> : null
        }
      />
      <div className="mt-5">
        <ShareGuideCard
          organizationSlug={org}
          directoryId={directory.id}
          links={guideLinks}
          mayCreate={can(admin.role, "guide-link:create")}
          mayRevoke={can(admin.role, "guide-link:revoke")}
        />
      </div>
    </>
  );
}
