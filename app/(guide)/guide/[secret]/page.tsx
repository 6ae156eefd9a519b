import { getTranslations } from "next-intl/server";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { secondsBetween } from "@/components/guide/seconds-between";
import { SetupGuide } from "@/components/guide/setup-guide";
import { LiveRefresh } from "@/components/live-refresh";
import { RelativeTime } from "@/components/relative-time";
import { SegmentedLinks } from "@/components/segmented-links";
import { PageHeader } from "@/components/ui/page-header";
import { applications, tenantUrl } from "@/lib/applications/applications";
import { guideProviders } from "@/lib/applications/guide-steps";
import { findGuideAccess } from "@/lib/auth/guide-request";
import { readGuideDirectory } from "@/lib/console/directories";
import { readSetupProgress, readSetupTroubles } from "@/lib/console/setup-guide";
import { publicUrl } from "@/lib/public-url";
import { routes } from "@/lib/routes";
import { EnableService } from "./_components/enable-service";
import { LinkCredentials } from "./_components/link-credentials";
import { LinkStepMarks } from "./_components/link-step-marks";
import { TestLinkConnection } from "./_components/test-link-connection";

export async function generateMetadata() {
  return { title: (await getTranslations("guideLinks"))("pageTitle") };
}

const tabLabels = { entra: "tabEntra", okta: "tabOkta", other: "tabOther" } as const;

/** The setup guide of a link's one directory, for whoever holds the link. */
export default async function GuideLinkPage({ params, searchParams }: PageProps<"/guide/[secret]">) {
  const { secret } = await params;
  const { provider: wanted } = await searchParams;
  const guide = await findGuideAccess(secret);
  if (guide.kind !== "open") notFound();
  const { scope, link, organization } = guide;
  const directory = await readGuideDirectory(scope);
  const provider = guideProviders.find((known) => known === wanted) ?? directory.provider;
  const [t, links, providers, header, progresses, troubles] = await Promise.all([
    getTranslations("guide"),
    getTranslations("guideLinks"),
    getTranslations("provider"),
    headers(),
    readSetupProgress(scope, [directory], provider),
    readSetupTroubles(scope, directory),
  ]);
  const progress = progresses.get(directory.id);
  if (progress === undefined) notFound();
  const words = { application: applications[directory.application].name, provider: providers(`short.${provider}`) };
  const url = publicUrl((name) => header.get(name) ?? undefined, false);
  const hasCredential = progress.steps.some(({ evidence }) =>
    evidence.some(({ kind, sighting }) => kind === "credential" && sighting !== undefined),
  );
  const by = link.createdBy === "operator" ? links("sender") : link.createdBy;
  return (
    <>
      <LiveRefresh seconds={secondsBetween(progress)} />
      <PageHeader
        title={links("heading", { application: words.application, organization: organization.name })}
        text={links.rich(link.createdBy === "operator" ? "forWhom" : "forWhomFrom", {
          label: link.label,
          by,
          when: () => <RelativeTime date={link.expiresAt} distance="always" />,
        })}
        aside={
          <SegmentedLinks
            label={t("tabs")}
            segments={guideProviders.map((each) => ({
              href: routes.guideLink(secret, { provider: each === directory.provider ? undefined : each }),
              label: t(tabLabels[each]),
              current: each === provider,
            }))}
          />
        }
      />
      <SetupGuide
        words={words}
        provider={provider}
        progress={progress}
        troubles={troubles}
        controls={{
          credentials: (
            <LinkCredentials
              secret={secret}
              provider={provider}
              shortProvider={words.provider}
              tenantUrl={tenantUrl(url, directory.application)}
              hasCredential={hasCredential}
            />
          ),
          provider: <p className="text-muted text-[13px]">{links("askProvider", { by })}</p>,
          domains: <p className="text-muted text-[13px]">{links("askDomains", { by })}</p>,
          test: hasCredential ? <TestLinkConnection secret={secret} provider={words.provider} /> : undefined,
          service: directory.enabled ? undefined : <EnableService secret={secret} />,
        }}
        marks={(each) => <LinkStepMarks secret={secret} progress={each} />}
      />
    </>
  );
}
