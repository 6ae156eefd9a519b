import { getTranslations } from "next-intl/server";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { LiveRefresh } from "@/components/live-refresh";
import { RelativeTime } from "@/components/relative-time";
import { PageHeader } from "@/components/ui/page-header";
import { tenantUrl } from "@/lib/applications/applications";
import { findGuideAccess } from "@/lib/auth/guide-request";
import { readGuideDirectory } from "@/lib/console/directories";
import { publicUrl } from "@/lib/public-url";
import { GuideToken } from "./_components/guide-token";

export async function generateMetadata() {
  return { title: (await getTranslations("guideLinks"))("pageTitle") };
}

export default async function GuidePage({ params }: PageProps<"/guide/[secret]">) {
  const { secret } = await params;
  const guide = await findGuideAccess(secret);
  if (guide.kind !== "open") notFound();
  const [t, words, header, directory] = await Promise.all([
    getTranslations("guideLinks"),
    getTranslations("provider"),
    headers(),
    readGuideDirectory(guide.scope),
  ]);
  const { label, expiresAt } = guide.link;
  return (
    <>
      <LiveRefresh seconds={8} />
      <PageHeader
        title={t("pageTitle")}
        text={t.rich("forWhom", { label, when: () => <RelativeTime date={expiresAt} distance="always" /> })}
      />
      <GuideToken
        secret={secret}
        provider={words(`short.${directory.provider}`)}
        tenantUrl={tenantUrl(
          publicUrl((name) => header.get(name) ?? undefined, false),
          directory.application,
        )}
      />
    </>
  );
}
