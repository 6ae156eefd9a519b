import { ReaderZone } from "@/components/reader-zone";
import { AppShell } from "@/components/shell/app-shell";
import type { SetupProgress } from "@/lib/applications/setup-progress";
import { requireAdmin } from "@/lib/auth/session";
import { listDomains } from "@/lib/console/domains";
import { readSetupProgress } from "@/lib/console/setup-guide";
import { searchDirectoryAction } from "./_actions/search-directory";
import { directorySummaries } from "./_data/directory-summaries";

/** The frame only: every page and action decides for itself who may see and do what. */
export default async function OrganizationLayout({ params, children }: LayoutProps<"/o/[org]">) {
  const { org } = await params;
  const { scope, organization, admin, memberships } = await requireAdmin(org);
  const [directories, domains] = await Promise.all([directorySummaries(org), listDomains(scope)]);
  const setup = await readSetupProgress(scope, directories);
  return (
    <AppShell
      search={searchDirectoryAction.bind(null, organization.slug)}
      data={{
        organization: { slug: organization.slug, name: organization.name },
        organizations: memberships.map(({ organization: { slug, name } }) => ({ slug, name })),
        directories: directories.map(
          ({ id, slug, name, health, findings, activeUsers, disabledUsers, groups, held }) => ({
            slug,
            name,
            health: health.state,
            findings,
            users: activeUsers + disabledUsers,
            groups,
            held,
            setup: shownProgress(setup.get(id)),
          }),
        ),
        domains: domains.length,
        admin: { name: admin.name, email: admin.email },
      }}
    >
      {children}
      <ReaderZone />
    </AppShell>
  );
}

const shownProgress = (progress: SetupProgress | undefined) =>
  progress === undefined || progress.isOver ? undefined : { over: progress.over, total: progress.steps.length };
