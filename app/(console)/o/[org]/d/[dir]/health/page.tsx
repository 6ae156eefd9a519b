import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { HealthPill } from "@/components/health";
import { LiveRefresh } from "@/components/live-refresh";
import { pageTitle } from "@/components/page-title";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { listFindings } from "@/lib/console/findings";
import { directorySummaries } from "../../../_data/directory-summaries";
import { FindingItem } from "../_components/finding-item";
import { directoryWords } from "../_data/directory-words";
import { requireDirectory } from "../_data/require-directory";
import { ClearedFindings } from "./_components/cleared-findings";
import { NothingOpen } from "./_components/nothing-open";

export const generateMetadata = () => pageTitle("findings");

export default async function HealthPage({ params }: PageProps<"/o/[org]/d/[dir]/health">) {
  const { org, dir } = await params;
  const { scope, directory } = await requireDirectory(org, dir);
  const [t, words, summaries, { open, cleared }] = await Promise.all([
    getTranslations("findings"),
    directoryWords(directory),
    directorySummaries(org),
    listFindings(scope),
  ]);
  const summary = summaries.find(({ id }) => id === directory.id);
  if (summary === undefined) notFound();
  const provider = words.shortProvider;
  return (
    <>
      <LiveRefresh seconds={15} />
      <PageHeader
        title={t("title")}
        text={t("pageText", { provider, application: words.application })}
        aside={<HealthPill {...summary} />}
      />
      <div className="grid max-w-4xl gap-5">
        <Card aria-labelledby="open-title">
          <CardHeader id="open-title" title={t("open")} />
          {open.length > 0 ? (
            <ul className="divide-y">
              {open.map((finding) => (
                <FindingItem key={finding.id} org={org} dir={dir} provider={directory.provider} finding={finding} />
              ))}
            </ul>
          ) : (
            <NothingOpen org={org} dir={dir} health={summary.health} provider={provider} />
          )}
        </Card>
        <Card aria-labelledby="cleared-title">
          <CardHeader id="cleared-title" title={t("cleared")} />
          {cleared.length === 0 ? (
            <CardBody className="text-muted">{t(open.length === 0 ? "clearedEmpty" : "clearedNone")}</CardBody>
          ) : (
            <ClearedFindings findings={cleared} provider={directory.provider} />
          )}
        </Card>
      </div>
    </>
  );
}
