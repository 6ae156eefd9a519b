import { getTranslations } from "next-intl/server";
import { LiveRefresh } from "@/components/live-refresh";
import { pageTitle } from "@/components/page-title";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { readAttributeMapping } from "@/lib/console/attribute-mapping";
import { routes } from "@/lib/routes";
import { directoryWords } from "../_data/directory-words";
import { requireDirectory } from "../_data/require-directory";
import { MappingTable } from "./_components/mapping-table";
import { OtherAttributes } from "./_components/other-attributes";

export const generateMetadata = () => pageTitle("mapping");

export default async function MappingPage({ params }: PageProps<"/o/[org]/d/[dir]/mapping">) {
  const { org, dir } = await params;
  const { scope, directory } = await requireDirectory(org, dir);
  const [t, { application, shortProvider: provider }, mapping] = await Promise.all([
    getTranslations("mapping"),
    directoryWords(directory),
    readAttributeMapping(scope),
  ]);
  const hrefOf = (userId: string) => routes.user(org, dir, userId);
  return (
    <>
      <LiveRefresh seconds={60} />
      <PageHeader title={t("title")} text={t("text", { application, provider })} />
      <div className="grid gap-5">
        <Card aria-labelledby="mapping-title">
          <CardHeader
            id="mapping-title"
            title={t("tableTitle", { application })}
            aside={<Badge>{t("sample", { people: mapping.people, isEverybody: String(mapping.isEverybody) })}</Badge>}
          />
          <MappingTable
            label={t("tableTitle", { application })}
            rows={mapping.rows}
            people={mapping.people}
            references={mapping.references}
            hrefOf={hrefOf}
          />
          <p className="text-muted border-t px-4 py-3 text-[13px]">{t("matchingText", { provider })}</p>
        </Card>
        <OtherAttributes
          kept={mapping.kept}
          ignored={mapping.ignored}
          looked={mapping.looked}
          provider={provider}
          application={application}
          hrefOf={hrefOf}
          eventHrefOf={(event) => routes.logs(org, dir, { range: "all", event })}
        />
      </div>
    </>
  );
}
