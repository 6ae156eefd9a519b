import { Users } from "lucide-react";
import { getFormatter, getTranslations } from "next-intl/server";
import Link from "next/link";
import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { ActiveBadge } from "@/components/active-badge";
import { LiveRefresh } from "@/components/live-refresh";
import { pageTitle } from "@/components/page-title";
import { RelativeTime } from "@/components/relative-time";
import { SearchBox } from "@/components/search-box";
import { SegmentedLinks } from "@/components/segmented-links";
import { Button } from "@/components/ui/button";
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
import { countUsersOf, listUsers } from "@/lib/console/users";
import { listFormerNames, whoIs } from "@/lib/console/who-is";
import { routes } from "@/lib/routes";
import { directoryWords } from "../../_data/directory-words";
import { requireDirectory } from "../../_data/require-directory";
import { NobodyFound } from "./_components/nobody-found";

export const generateMetadata = () => pageTitle("users");

const states = ["active", "disabled"] as const;

const loadQuery = createLoader({
  q: parseAsString,
  state: parseAsStringLiteral(states),
  sort: parseAsStringLiteral(["userName", "created"] as const).withDefault("userName"),
  order: parseAsStringLiteral(["asc", "desc"] as const).withDefault("asc"),
  after: parseAsString,
  before: parseAsString,
});

export default async function UsersPage({ params, searchParams }: PageProps<"/o/[org]/d/[dir]/users">) {
  const { org, dir } = await params;
  const { scope, directory } = await requireDirectory(org, dir);
  const query = await loadQuery(searchParams);
  const { sort, order, state } = query;
  const [t, common, format, words, counts, page] = await Promise.all([
    getTranslations("users"),
    getTranslations("common"),
    getFormatter(),
    directoryWords(directory),
    countUsersOf(scope),
    listUsers(scope, {
      search: query.q ?? undefined,
      active: state === null ? undefined : state === "active",
      sort,
      order,
      after: query.after ?? undefined,
      before: query.before ?? undefined,
    }),
  ]);
  const isLost = page.rows.length === 0 && query.q !== null;
  const [former, meanings] = await Promise.all([
    isLost ? listFormerNames(scope, query.q ?? "") : [],
    isLost ? whoIs(scope, query.q ?? "") : [],
  ]);
  const kept = {
    q: query.q ?? undefined,
    state: state ?? undefined,
    sort: sort === "userName" ? undefined : sort,
    order: order === "asc" ? undefined : order,
  };
  const total = counts.active + counts.disabled;
  const sortLink = (column: typeof sort, label: string) => ({
    direction: sort === column ? (order === "asc" ? ("ascending" as const) : ("descending" as const)) : undefined,
    sortLabel: common("sortBy", { column: label }),
    href: routes.users(org, dir, {
      ...kept,
      sort: column === "userName" ? undefined : column,
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
            icon={<Users />}
            title={t("emptyTitle")}
            text={t("emptyText", { provider: words.shortProvider })}
            action={
              <Button asChild variant="primary">
                <Link href={routes.directory(org, dir)}>{t("emptyAction")}</Link>
              </Button>
            }
          />
        </Card>
      ) : (
        <>
          <div className="mb-4 flex flex-wrap items-center gap-3">
            <SearchBox label={t("searchLabel")} placeholder={t("searchPlaceholder")} className="w-full sm:w-80" />
            <SegmentedLinks
              label={t("state")}
              segments={[undefined, ...states].map((choice) => ({
                href: routes.users(org, dir, { ...kept, state: choice }),
                label: t(choice ?? "all"),
                count: format.number(choice === undefined ? total : counts[choice]),
                current: (choice ?? null) === state,
              }))}
            />
          </div>
          <Card>
            {page.rows.length === 0 ? (
              <NobodyFound org={org} dir={dir} query={query.q ?? ""} former={former} meanings={meanings} />
            ) : (
              <Table label={t("title")}>
                <TableHead>
                  <SortHeader {...sortLink("userName", t("userName"))}>{t("userName")}</SortHeader>
                  <TableHeader className="hidden w-1/4 md:table-cell">{t("email")}</TableHeader>
                  <TableHeader className="w-32">{t("state")}</TableHeader>
                  <SortHeader className="hidden w-36 lg:table-cell" {...sortLink("created", t("arrived"))}>
                    {t("arrived")}
                  </SortHeader>
                  <TableHeader className="hidden w-36 sm:table-cell">{t("lastChange")}</TableHeader>
                </TableHead>
                <TableBody>
                  {page.rows.map((user) => (
                    <TableRow key={user.id}>
                      <TableCell>
                        <RowLink href={routes.user(org, dir, user.id)} className="block truncate">
                          {user.displayName ?? user.userName}
                        </RowLink>
                        <span className="text-muted block truncate text-[13px]">{user.userName}</span>
                      </TableCell>
                      <TableCell className="text-muted hidden md:table-cell">{user.email ?? common("none")}</TableCell>
                      <TableCell>
                        <ActiveBadge active={user.active} isHeld={user.isHeld} />
                      </TableCell>
                      <TableCell className="text-muted hidden lg:table-cell">
                        <RelativeTime date={user.created} />
                      </TableCell>
                      <TableCell className="text-muted hidden sm:table-cell">
                        <RelativeTime date={user.lastModified} />
                      </TableCell>
                    </TableRow>
                  ))}
                </TableBody>
              </Table>
            )}
          </Card>
          <ListPager
            previousHref={page.previous && routes.users(org, dir, { ...kept, before: page.previous })}
            nextHref={page.next && routes.users(org, dir, { ...kept, after: page.next })}
          />
        </>
      )}
    </>
  );
}
