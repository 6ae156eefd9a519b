import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { createLoader, parseAsString } from "nuqs/server";
import { ActiveBadge } from "@/components/active-badge";
import { LatestCard } from "@/components/latest-card";
import { RelativeTime } from "@/components/relative-time";
import { ResourceFacts } from "@/components/resource-facts";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { ListPager } from "@/components/list-pager";
import { RowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { listMembers } from "@/lib/console/groups";
import { listEvents } from "@/lib/console/logs";
import { routes } from "@/lib/routes";
import { directoryWords } from "../../_data/directory-words";
import { requireDirectory } from "../../_data/require-directory";
import { requireGroup } from "./_data/require-group";

export async function generateMetadata({ params }: PageProps<"/o/[org]/d/[dir]/groups/[groupId]">): Promise<Metadata> {
  const { org, dir, groupId } = await params;
  return { title: (await requireGroup(org, dir, groupId)).displayName };
}

const loadQuery = createLoader({ after: parseAsString, before: parseAsString });

export default async function GroupPage({ params, searchParams }: PageProps<"/o/[org]/d/[dir]/groups/[groupId]">) {
  const { org, dir, groupId } = await params;
  const { scope, directory } = await requireDirectory(org, dir);
  const group = await requireGroup(org, dir, groupId);
  const query = await loadQuery(searchParams);
  const [t, users, person, logs, words, members, latest] = await Promise.all([
    getTranslations("group"),
    getTranslations("users"),
    getTranslations("user"),
    getTranslations("directory"),
    directoryWords(directory),
    listMembers(scope, group.id, { after: query.after ?? undefined, before: query.before ?? undefined }),
    listEvents(scope, { resourceId: group.id, withoutReads: true, limit: 8 }),
  ]);
  const path = routes.group(org, dir, group.id);
  return (
    <>
      <PageHeader
        title={group.displayName}
        text={t("memberCount", { count: group.members })}
        aside={<Badge tone="outline">{users("managedBy", { provider: words.shortProvider })}</Badge>}
      />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 gap-5">
          <div className="min-w-0">
            <Card aria-labelledby="members-title">
              <CardHeader id="members-title" title={t("members")} />
              {members.rows.length === 0 ? (
                <p className="text-muted px-4 py-8 text-center">{t("noMembers")}</p>
              ) : (
                <Table label={t("members")}>
                  <TableHead>
                    <TableHeader>{users("name")}</TableHeader>
                    <TableHeader className="w-34">{users("state")}</TableHeader>
                    <TableHeader className="hidden w-36 sm:table-cell">{t("added")}</TableHeader>
                  </TableHead>
                  <TableBody>
                    {members.rows.map((member) => (
                      <TableRow key={member.id}>
                        <TableCell>
                          <RowLink
                            className="block truncate"
                            href={
                              member.type === "User"
                                ? routes.user(org, dir, member.id)
                                : routes.group(org, dir, member.id)
                            }
                          >
                            {member.name}
                          </RowLink>
                          {member.userName === null ? null : (
                            <span className="text-muted block truncate text-[13px]">{member.userName}</span>
                          )}
                        </TableCell>
                        <TableCell>
                          {member.active === null ? (
                            <Badge tone="outline">{t("typeGroup")}</Badge>
                          ) : (
                            <ActiveBadge active={member.active} />
                          )}
                        </TableCell>
                        <TableCell className="text-muted hidden sm:table-cell">
                          <RelativeTime date={member.addedAt} />
                        </TableCell>
                      </TableRow>
                    ))}
                  </TableBody>
                </Table>
              )}
            </Card>
            <ListPager
              previousHref={members.previous && `${path}?before=${members.previous}`}
              nextHref={members.next && `${path}?after=${members.next}`}
            />
          </div>
          <LatestCard
            title={person("latest")}
            events={latest.rows}
            hrefOf={(event) => routes.logs(org, dir, { about: group.id, range: "all", event })}
            allHref={routes.logs(org, dir, { about: group.id, range: "all" })}
            allLabel={logs("allLogs")}
            empty={t("noEvents")}
          />
        </div>
        <ResourceFacts resource={group} />
      </div>
    </>
  );
}
