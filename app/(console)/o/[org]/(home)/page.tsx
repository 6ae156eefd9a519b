import { Plug } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { LiveRefresh } from "@/components/live-refresh";
import { pageTitle } from "@/components/page-title";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { applications } from "@/lib/applications/applications";
import { applicationIds } from "@/lib/applications/profile";
import { can } from "@/lib/auth/permissions";
import { requireAdmin } from "@/lib/auth/session";
import { listEndingCredentials } from "@/lib/console/ending-credentials";
import { ConnectApplication } from "../_components/connect-application";
import { DirectoryCard } from "../_components/directory-card";
import { EndingCredentials } from "../_components/ending-credentials";
import { directorySummaries } from "../_data/directory-summaries";

export const generateMetadata = () => pageTitle("home");

export default async function OrganizationPage({ params }: PageProps<"/o/[org]">) {
  const { org } = await params;
  const { admin, organization, scope } = await requireAdmin(org);
  const [t, directories, ending] = await Promise.all([
    getTranslations("home"),
    directorySummaries(org),
    listEndingCredentials(scope),
  ]);
  const connect = can(admin.role, "directory:create") ? (
    <ConnectApplication
      organizationSlug={org}
      applications={applicationIds.map((id) => ({ id, name: applications[id].name }))}
      directories={directories.map(({ name, slug }) => ({ name, slug }))}
    />
  ) : undefined;
  if (directories.length === 0) {
    return (
      <>
        <PageHeader title={t("title")} text={t("text", { organization: organization.name })} />
        <Card>
          <EmptyState icon={<Plug />} title={t("emptyTitle")} text={t("emptyText")} action={connect}>
            <ol className="text-muted mt-6 grid gap-2 text-left">
              {[t("emptyStep1"), t("emptyStep2"), t("emptyStep3")].map((step, index) => (
                <li key={step} className="flex items-center gap-3">
                  <span
                    aria-hidden
                    className="grid size-5 place-items-center rounded-full border text-[11px] font-medium"
                  >
                    {index + 1}
                  </span>
                  {step}
                </li>
              ))}
            </ol>
          </EmptyState>
        </Card>
      </>
    );
  }
  return (
    <>
      <LiveRefresh seconds={30} />
      <PageHeader title={t("title")} text={t("text", { organization: organization.name })} aside={connect} />
      <EndingCredentials org={org} ending={ending} naming mayReplace={can(admin.role, "token:create")} />
      <ul className="grid gap-5 md:grid-cols-2 2xl:grid-cols-3">
        {directories.map((directory) => (
          <DirectoryCard key={directory.id} org={org} directory={directory} />
        ))}
      </ul>
    </>
  );
}
