import { ScrollText, SearchX } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { cookies } from "next/headers";
import Link from "next/link";
import { ExactTime } from "@/components/exact-time";
import { LiveRefresh } from "@/components/live-refresh";
import { pageTitle } from "@/components/page-title";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Kbd } from "@/components/ui/kbd";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { logExports } from "@/lib/console/export-log";
import { logDaysOf } from "@/lib/console/log-retention";
import { newRowsMax } from "@/lib/console/log-stream";
import { neighboursOf } from "@/lib/console/log-neighbours";
import { listLogEntries, listSingleEntries } from "@/lib/console/log-entries";
import { listCodes, listEvents, nameOfResource } from "@/lib/console/logs";
import { listOAuthClients } from "@/lib/console/oauth-clients";
import { cycleRange, cyclesOf } from "@/lib/console/cycles";
import { encodeCursor } from "@/lib/console/page";
import { listTokens } from "@/lib/console/tokens";
import { routes } from "@/lib/routes";
import { directoryWords } from "../_data/directory-words";
import { requireDirectory } from "../_data/require-directory";
import { ColumnsMenu } from "./_components/columns-menu";
import { ExportMenu } from "./_components/export-menu";
import { LiveTail } from "./_components/live-tail";
import { FirstRowKey } from "./_components/first-row-key";
import { LogDrawer } from "./_components/log-drawer";
import { LogFilters } from "./_components/log-filters";
import { shownRows } from "./_components/burst-rows";
import { LogTable } from "./_components/log-table";
import { LogViews } from "./_components/log-views";
import { UnreadFilters } from "./_components/unread-filters";
import { credentialsOf } from "./_data/credentials";
import { filterOf } from "./_data/filter-of";
import { logColumnsCookie, readColumns } from "./_data/log-columns";
import { logHref, type LogQuery } from "./_data/log-query";
import { readLogQuery, toSearch } from "./_data/query-faults";

export const generateMetadata = () => pageTitle("logs");

export default async function LogsPage({ params, searchParams }: PageProps<"/o/[org]/d/[dir]/logs">) {
  const { org, dir } = await params;
  const { scope, directory, admin } = await requireDirectory(org, dir);
  const { query, faults, hrefWith: linkWith } = readLogQuery(toSearch(await searchParams));
  const filter = await filterOf(scope, query);
  const [t, common, words, tokens, clients, codes, logDays, page, newest, asked, about] = await Promise.all([
    getTranslations("logs"),
    getTranslations("common"),
    directoryWords(directory),
    listTokens(scope, directory.id),
    listOAuthClients(scope, directory.id),
    listCodes(scope),
    logDaysOf(scope),
    (query.bursts ? listLogEntries : listSingleEntries)(scope, filter),
    listEvents(scope, { limit: 1, withoutSelfTests: filter.withoutSelfTests }),
    query.cycle === null ? undefined : cycleRange(scope, query.cycle),
    query.about === null ? undefined : nameOfResource(scope, query.about),
  ]);
  const shown = page.entries.flatMap((entry) => shownRows(entry, query.open));
  const [cycles, neighbours] = await Promise.all([
    cyclesOf(
      scope,
      shown.map(({ id }) => id),
    ),
    query.event === null ? [] : neighboursOf(scope, filter, page, query.event),
  ]);
  const isAllTime = query.range === "all" && query.from === null && query.to === null;
  const isEmpty = newest.rows.length === 0;
  const ownTests = isEmpty ? await listEvents(scope, { limit: 1, actions: ["selfTest"] }) : undefined;
  const columns = readColumns((await cookies()).get(logColumnsCookie)?.value);
  const credentials = credentialsOf(tokens, clients);
  const hrefWith = (change: Partial<LogQuery>) => linkWith(routes.logs(org, dir), change);
  const wholeList = { event: null, open: null, after: null, before: null };
  // Of the rows that are shown, so without what could not be read.
  const liveHref = logHref(routes.logsLive(org, dir), { ...query, ...wholeList });
  const files = Object.keys(logExports).map((file) => ({
    file,
    href: linkWith(routes.logsExport(org, dir, file), wholeList),
  }));
  const listHref = (change: Partial<LogQuery>) => hrefWith({ ...wholeList, ...change });
  const inBursts = new Set(page.entries.flatMap(({ burst }) => burst?.rows.map(({ id }) => id) ?? []));
  // A burst stays open while its rows are walked through.
  const eventChange = (id: string, isInBurst: boolean) => ({ event: id, ...(isInBurst && { open: id }) });
  const eventHref = (id: string) => hrefWith(eventChange(id, inBursts.has(id)));
  return (
    // The drawer is as wide as --drawer; where there is room for both, the list makes way for it.
    <div className={query.event === null ? undefined : "drawer:pr-[calc(var(--drawer)-0.75rem)] [--drawer:34rem]"}>
      <PageHeader
        title={t("title")}
        text={t("text", { provider: words.shortProvider })}
        aside={isEmpty ? undefined : <ExportMenu files={files} unread={faults.length > 0} />}
      />
      {isEmpty ? (
        <Card>
          <LiveRefresh seconds={10} />
          <EmptyState
            icon={<ScrollText />}
            title={t("emptyTitle")}
            text={t("emptyText", { provider: words.shortProvider })}
            action={
              <Button asChild variant="primary">
                <Link href={routes.directory(org, dir)}>{t("emptyAction")}</Link>
              </Button>
            }
          >
            {ownTests === undefined || ownTests.rows.length === 0 ? null : (
              <p className="text-muted mt-1">
                {t("emptyTests")}{" "}
                <Link
                  className="text-accent-text underline"
                  href={routes.logs(org, dir, { action: "selfTest", range: "all" })}
                >
                  {t("emptyTestsShow")}
                </Link>
              </p>
            )}
          </EmptyState>
        </Card>
      ) : (
        <>
          <LogFilters
            credentials={credentials}
            about={about}
            codes={codes}
            cycle={asked}
            menus={
              <>
                <LogViews
                  org={org}
                  dir={dir}
                  scope={scope}
                  role={admin.role}
                  query={faults.length === 0 ? query : undefined}
                />
                <ColumnsMenu columns={columns} />
              </>
            }
          />
          <UnreadFilters faults={faults} path={routes.logs(org, dir)} allHref={logHref(routes.logs(org, dir), query)} />
          {query.after === null && query.before === null ? (
            <LiveTail
              key={liveHref}
              href={liveHref}
              known={page.rows[0]?.id ?? newest.rows[0]?.id ?? ""}
              held={query.event !== null}
              most={newRowsMax}
            />
          ) : null}
          <Card>
            {page.rows.length === 0 ? (
              <EmptyState
                icon={<SearchX />}
                title={t("noMatchTitle")}
                text={t(!isAllTime ? "noMatchText" : filter.withoutReads ? "noMatchReads" : "noMatchEver")}
                action={
                  isAllTime && !filter.withoutReads ? undefined : (
                    <Button asChild>
                      {isAllTime ? (
                        <Link href={listHref({ reads: true })}>{t("showReads")}</Link>
                      ) : (
                        <Link href={listHref({ range: "all", from: null, to: null })}>{t("allTime")}</Link>
                      )}
                    </Button>
                  )
                }
              />
            ) : (
              <LogTable
                entries={page.entries}
                selectedId={query.event ?? undefined}
                openId={query.open ?? undefined}
                cells={{ columns, cycles, credentials }}
                links={{
                  event: eventHref,
                  open: (id) => hrefWith({ open: id }),
                  singly: (id) => listHref({ bursts: false, after: encodeCursor(id) }),
                }}
              />
            )}
          </Card>
          {page.searchedTo === undefined ? null : (
            <p role="status" className="text-muted mt-3">
              {t.rich("searchedTo", { time: () => <ExactTime date={page.searchedTo ?? new Date()} /> })}{" "}
              <Link
                className="text-accent-text underline"
                href={listHref(page.next === undefined ? { before: page.previous } : { after: page.next })}
              >
                {t("searchOn")}
              </Link>
            </p>
          )}
          <Pager
            label={common("pages")}
            previousLabel={t("newer")}
            nextLabel={t("older")}
            previousHref={page.previous && listHref({ before: page.previous })}
            nextHref={page.next && listHref({ after: page.next })}
          >
            <span>{t("kept", { days: logDays })}</span> {query.reads ? null : <span>{t("hidesReads")}</span>}{" "}
            <span className="hidden sm:inline">
              {t.rich("keys", { kbd: (chunks) => <Kbd className="mx-0.5">{chunks}</Kbd> })}
            </span>
          </Pager>
        </>
      )}
      {query.event === null ? (
        shown[0] === undefined ? null : (
          <FirstRowKey href={eventHref(shown[0].id)} />
        )
      ) : (
        <LogDrawer
          key="drawer"
          org={org}
          dir={dir}
          scope={scope}
          directory={directory}
          credentials={credentials}
          eventId={query.event}
          hrefs={neighbours.map(({ id, isInBurst, page: turned }) => ({
            id,
            href: hrefWith({ ...eventChange(id, isInBurst), ...(turned && { after: null, before: null, ...turned }) }),
          }))}
          closeHref={hrefWith({ event: null })}
        />
      )}
    </div>
  );
}
