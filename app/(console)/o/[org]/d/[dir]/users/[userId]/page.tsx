import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { ActiveBadge } from "@/components/active-badge";
import { LatestCard } from "@/components/latest-card";
import { RelativeTime } from "@/components/relative-time";
import { ResourceFacts } from "@/components/resource-facts";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { listEvents } from "@/lib/console/logs";
import { routes } from "@/lib/routes";
import { directoryWords } from "../../_data/directory-words";
import { requireDirectory } from "../../_data/require-directory";
import { AttributeTable } from "./_components/attribute-table";
import { requireUser } from "./_data/require-user";

export async function generateMetadata({ params }: PageProps<"/o/[org]/d/[dir]/users/[userId]">): Promise<Metadata> {
  const { org, dir, userId } = await params;
  const user = await requireUser(org, dir, userId);
  return { title: user.displayName ?? user.userName };
}

export default async function UserPage({ params }: PageProps<"/o/[org]/d/[dir]/users/[userId]">) {
  const { org, dir, userId } = await params;
  const { scope, directory } = await requireDirectory(org, dir);
  const user = await requireUser(org, dir, userId);
  const [t, users, logs, words, latest] = await Promise.all([
    getTranslations("user"),
    getTranslations("users"),
    getTranslations("directory"),
    directoryWords(directory),
    listEvents(scope, { resourceId: user.id, withoutReads: true, limit: 8 }),
  ]);
  const name = user.displayName ?? user.userName;
  return (
    <>
      <PageHeader
        title={name}
        text={user.userName}
        aside={
          <>
            {user.isHeld ? (
              <Link href={routes.deprovisioning(org, dir, { q: user.userName })} className="rounded-full">
                <ActiveBadge active={user.active} isHeld />
              </Link>
            ) : (
              <ActiveBadge active={user.active} />
            )}
            <Badge tone="outline">{users("managedBy", { provider: words.shortProvider })}</Badge>
          </>
        }
      />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 gap-5">
          <Card aria-labelledby="attributes-title">
            <CardHeader id="attributes-title" title={t("attributes")} />
            <AttributeTable
              rows={user.attributes}
              references={user.references}
              hrefOf={(id) => routes.user(org, dir, id)}
            />
          </Card>
          <LatestCard
            title={t("latest")}
            events={latest.rows}
            hrefOf={(event) => routes.logs(org, dir, { about: user.id, range: "all", event })}
            allHref={routes.logs(org, dir, { about: user.id, range: "all" })}
            allLabel={logs("allLogs")}
            empty={t("noEvents")}
          />
        </div>
        <div className="grid min-w-0 gap-5">
          <ResourceFacts resource={user} />
          <Card aria-labelledby="groups-title">
            <CardHeader id="groups-title" title={t("groups")} aside={<Badge>{user.groups.length}</Badge>} />
            {user.groups.length === 0 ? (
              <p className="text-muted px-4 py-6 text-center">{t("noGroups")}</p>
            ) : (
              <ul className="divide-y">
                {user.groups.map((group) => (
                  <li
                    key={group.id}
                    className="hover:bg-hover relative flex items-center justify-between gap-3 px-4 py-2.5"
                  >
                    <Link
                      href={routes.group(org, dir, group.id)}
                      className="focus-visible:after:outline-ring truncate font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2"
                    >
                      {group.displayName}
                    </Link>
                    <RelativeTime date={group.addedAt} className="text-muted shrink-0 text-[13px]" />
                  </li>
                ))}
              </ul>
            )}
          </Card>
        </div>
      </div>
    </>
  );
}
