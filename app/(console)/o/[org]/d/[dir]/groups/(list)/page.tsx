import { LayoutGrid, SearchX } from "lucide-react";
import { getFormatter, getTranslations } from "next-intl/server";
import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { LiveRefresh } from "@/components/live-refresh";
import { pageTitle } from "@/components/page-title";
import { RelativeTime } from "@/components/relative-time";
import { SearchBox } from "@/components/search-box";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { ListPager } from "@/components/list-pager";
import {
  RowLink,
  SortHeader,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table";
import { countGroupsOf, listGroups } from "@/lib/console/groups";
import { routes } from "@/lib/routes";
import { directoryWords } from "../../_data/directory-words";
import { requireDirectory } from "../../_data/require-directory";

export const generateMetadata = () => pageTitle("groups");

const loadQuery = createLoader({
  q: parseAsString,
  sort: parseAsStringLiteral(["displayName", "created"] as const).withDefault("displayName"),
  order: parseAsStringLiteral(["asc", "desc"] as const).withDefault("asc"),
  after: parseAsString,
  before: parseAsString,
});

export default async function GroupsPage({ params, searchParams }: PageProps<"/o/[org]/d/[dir]/groups">) {
  const { org, dir } = await params;
  const { scope, directory } = await requireDirectory(org, dir);
  const query = await loadQuery(searchParams);
  const { sort, order } = query;
  const [t, common, format, words, total, page] = await Promise.all([
    getTranslations("groups"),
    getTranslations("common"),
    getFormatter(),
    directoryWords(directory),
    countGroupsOf(scope),
    listGroups(scope, {
      search: query.q ?? undefined,
      sort,
      order,
      after: query.after ?? undefined,
      before: query.before ?? undefined,
    }),
  ]);
  const kept = {
    q: query.q ?? undefined,
    sort: sort === "displayName" ? undefined : sort,
    order: order === "asc" ? undefined : order,
  };
  const sortLink = (column: typeof sort, label: string) => ({
    direction: sort === column ? (order === "asc" ? ("ascending" as const) : ("descending" as const)) : undefined,
    sortLabel: common("sortBy", { column: label }),
    href: routes.groups(org, dir, {
      ...kept,
      sort: column === "displayName" ? undefined : column,
      order: sort === column && order === "asc" ? "desc" : undefined,
    }),
  });
  return (
    <>
      <LiveRefresh seconds={30} />
      <PageHeader
        title={t("title")}
        text={t("text", { provider: words.shortProvider, application: words.application })}
      />
      {total === 0 ? (
        <Card>
          <EmptyState
            icon={<LayoutGrid />}
            title={t("emptyTitle")}
            text={t("emptyText", { provider: words.shortProvider })}
          />
        </Card>
      ) : (
        <>
          <div className="mb-4 flex flex-wrap items-center gap-3">
            <SearchBox label={t("searchLabel")} placeholder={t("searchPlaceholder")} className="w-full sm:w-80" />
            <span className="text-muted">{t("count", { count: total })}</span>
          </div>
          <Card>
            {page.rows.length === 0 ? (
              <EmptyState icon={<SearchX />} title={t("noMatchTitle")} text={t("noMatchText")} />
            ) : (
              <Table label={t("title")}>
                <TableHead>
                  <SortHeader {...sortLink("displayName", t("name"))}>{t("name")}</SortHeader>
                  <TableHeader className="w-28 text-right sm:w-36">{t("members")}</TableHeader>
                  <SortHeader className="hidden w-40 lg:table-cell" {...sortLink("created", t("arrived"))}>
                    {t("arrived")}
                  </SortHeader>
                  <TableHeader className="hidden w-40 sm:table-cell">{t("lastChange")}</TableHeader>
                </TableHead>
                <TableBody>
                  {page.rows.map((group) => (
                    <TableRow key={group.id}>
                      <TableCell>
                        <RowLink href={routes.group(org, dir, group.id)}>{group.displayName}</RowLink>
                      </TableCell>
                      <TableCell className="text-right">{format.number(group.members)}</TableCell>
                      <TableCell className="text-muted hidden lg:table-cell">
                        <RelativeTime date={group.created} />
                      </TableCell>
                      <TableCell className="text-muted hidden sm:table-cell">
                        <RelativeTime date={group.lastModified} />
                      </TableCell>
                    </TableRow>
                  ))}
                </TableBody>
              </Table>
            )}
          </Card>
          <ListPager
            previousHref={page.previous && routes.groups(org, dir, { ...kept, before: page.previous })}
            nextHref={page.next && routes.groups(org, dir, { ...kept, after: page.next })}
          />
        </>
      )}
    </>
  );
}
