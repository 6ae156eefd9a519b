import { SearchX, Trash2 } from "lucide-react";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { createLoader, parseAsString } from "nuqs/server";
import { ListPager } from "@/components/list-pager";
import { LiveRefresh } from "@/components/live-refresh";
import { pageTitle } from "@/components/page-title";
import { SearchBox } from "@/components/search-box";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { keptForDays } from "@/lib/applications/deprovision-brake";
import { can } from "@/lib/auth/permissions";
import { countDeletedUsersOf, listDeletedUsers } from "@/lib/console/deleted-users";
import { countHeldUsersOf } from "@/lib/console/held-users";
import { routes } from "@/lib/routes";
import { directoryWords } from "../../_data/directory-words";
import { requireDirectory } from "../../_data/require-directory";
import { DeletedTable } from "../_components/deleted-table";
import { DeprovisioningHeader } from "../_components/deprovisioning-header";

export const generateMetadata = () => pageTitle("deprovisioning");

const loadQuery = createLoader({ q: parseAsString, after: parseAsString, before: parseAsString });

export default async function DeletedPage({
  params,
  searchParams,
}: PageProps<"/o/[org]/d/[dir]/deprovisioning/deleted">) {
  const { org, dir } = await params;
  const { scope, directory, admin } = await requireDirectory(org, dir);
  const query = await loadQuery(searchParams);
  const q = query.q ?? undefined;
  const [t, words, held, deleted, page] = await Promise.all([
    getTranslations("deprovisioning"),
    directoryWords(directory),
    countHeldUsersOf(scope),
    countDeletedUsersOf(scope),
    listDeletedUsers(scope, { search: q, after: query.after ?? undefined, before: query.before ?? undefined }),
  ]);
  const provider = words.shortProvider;
  return (
    <>
      <LiveRefresh seconds={30} />
      <DeprovisioningHeader
        org={org}
        dir={dir}
        current="deleted"
        held={held.disable + held.delete}
        deleted={deleted}
        provider={provider}
        application={words.application}
      />
      {deleted === 0 ? (
        <Card>
          <EmptyState
            icon={<Trash2 />}
            title={t("deletedEmptyTitle")}
            text={t("deletedEmptyText", { provider, days: keptForDays })}
            action={
              <Link
                href={routes.users(org, dir)}
                className="text-accent-text rounded-sm underline-offset-4 hover:underline"
              >
                {t("toUsers")}
              </Link>
            }
          />
        </Card>
      ) : (
        <>
          <SearchBox label={t("searchLabel")} placeholder={t("searchPlaceholder")} className="mb-4 w-full sm:w-80" />
          <Card>
            {page.rows.length === 0 ? (
              <EmptyState icon={<SearchX />} title={t("noMatchTitle")} text={t("noMatchText")} />
            ) : (
              <DeletedTable
                org={org}
                dir={dir}
                directoryId={directory.id}
                rows={page.rows}
                mayRestore={can(admin.role, "person:decide")}
              />
            )}
          </Card>
          <ListPager
            previousHref={page.previous && routes.deleted(org, dir, { q, before: page.previous })}
            nextHref={page.next && routes.deleted(org, dir, { q, after: page.next })}
          />
        </>
      )}
    </>
  );
}
