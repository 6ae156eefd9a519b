import { RefreshCw } from "lucide-react";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { createLoader, parseAsString } from "nuqs/server";
import { ListPager } from "@/components/list-pager";
import { LiveRefresh } from "@/components/live-refresh";
import { pageTitle } from "@/components/page-title";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/auth/permissions";
import { listCycles } from "@/lib/console/cycles";
import { rhythmOf } from "@/lib/console/findings";
import { routes } from "@/lib/routes";
import { CycleProgressBar } from "../_components/cycle-progress-bar";
import { directoryWords } from "../_data/directory-words";
import { requireDirectory } from "../_data/require-directory";
import { CycleDurations } from "./_components/cycle-durations";
import { CycleTable } from "./_components/cycle-table";
import { UsualInterval } from "./_components/usual-interval";

export const generateMetadata = () => pageTitle("cycles");

const loadQuery = createLoader({ after: parseAsString, before: parseAsString });

export default async function CyclesPage({ params, searchParams }: PageProps<"/o/[org]/d/[dir]/cycles">) {
  const { org, dir } = await params;
  const { scope, directory, admin } = await requireDirectory(org, dir);
  const { after, before } = await loadQuery(searchParams);
  const [t, { shortProvider: provider }, page, rhythm] = await Promise.all([
    getTranslations("cycles"),
    directoryWords(directory),
    listCycles(scope, { after: after ?? undefined, before: before ?? undefined }),
    rhythmOf(scope),
  ]);
  const { latest } = rhythm;
  const idp = directory.provider === "entra" ? "entra" : "other";
  const isRunning = latest?.ended === null;
  return (
    <>
      <LiveRefresh seconds={isRunning ? 10 : 30} />
      <PageHeader
        title={t("title")}
        text={t("text", { provider, idp })}
        aside={latest === undefined ? undefined : <UsualInterval rhythm={rhythm} isEntra={idp === "entra"} />}
      />
      {isRunning && latest.kind === "initial" ? (
        <Card aria-labelledby="running-title" className="mb-5">
          <CardHeader id="running-title" title={t("progressTitle")} />
          <CardBody>
            <CycleProgressBar
              organizationSlug={org}
              directoryId={directory.id}
              cycle={latest}
              assigned={rhythm.assigned}
              provider={directory.provider}
              shortProvider={provider}
              mayChange={can(admin.role, "directory:update")}
            />
          </CardBody>
        </Card>
      ) : null}
      {page.rows.length === 0 ? (
        <Card>
          <EmptyState
            icon={<RefreshCw />}
            title={t("empty")}
            text={t("emptyText", { provider, idp })}
            action={
              <Button asChild variant="primary">
                <Link href={routes.setupGuide(org, dir)}>{t("emptyAction")}</Link>
              </Button>
            }
          />
        </Card>
      ) : (
        <>
          <CycleDurations org={org} dir={dir} cycles={page.rows} />
          <Card>
            <CycleTable org={org} dir={dir} cycles={page.rows} />
          </Card>
          <ListPager
            previousHref={page.previous && routes.cycles(org, dir, { before: page.previous })}
            nextHref={page.next && routes.cycles(org, dir, { after: page.next })}
          />
        </>
      )}
    </>
  );
}
