import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { createLoader, parseAsString } from "nuqs/server";
import { ResourceFacts } from "@/components/resource-facts";
import { TimelineCard } from "@/components/timeline/timeline-card";
import { Badge } from "@/components/ui/badge";
import { PageHeader } from "@/components/ui/page-header";
import { MembershipQuestion } from "@/components/why/membership-question";
import { askAboutPerson } from "@/lib/console/ask-membership";
import { listMembers } from "@/lib/console/groups";
import { groupTimeline } from "@/lib/console/timeline";
import { routes } from "@/lib/routes";
import { requireDirectory } from "../../_data/require-directory";
import { timelineLinks } from "../../_data/timeline-links";
import { FormerGroupView } from "./_components/former-group-view";
import { MemberTable } from "./_components/member-table";
import { requireGroup } from "./_data/require-group";

export async function generateMetadata({ params }: PageProps<"/o/[org]/d/[dir]/groups/[groupId]">): Promise<Metadata> {
  const { org, dir, groupId } = await params;
  return { title: (await requireGroup(org, dir, groupId)).name };
}

/** `after`, `before`: of the members. `older`: of the timeline. `why`: whom the question is about. */
const loadQuery = createLoader({
  after: parseAsString,
  before: parseAsString,
  older: parseAsString,
  why: parseAsString,
});

export default async function GroupPage({ params, searchParams }: PageProps<"/o/[org]/d/[dir]/groups/[groupId]">) {
  const { org, dir, groupId } = await params;
  const { scope, directory } = await requireDirectory(org, dir);
  const found = await requireGroup(org, dir, groupId);
  const { older, why, ...members } = await loadQuery(searchParams);
  const [t, users, words, timeline, links] = await Promise.all([
    getTranslations("group"),
    getTranslations("users"),
    getTranslations("why"),
    groupTimeline(scope, groupId, { olderThan: older ?? undefined }),
    timelineLinks(org, scope, directory, groupId),
  ]);
  const path = routes.group(org, dir, groupId);
  const card = (
    <TimelineCard
      timeline={timeline}
      links={links}
      olderHref={timeline.older && `${path}?older=${timeline.older}#timeline`}
      newestHref={older === null ? undefined : `${path}#timeline`}
      empty={t("noEvents")}
    />
  );
  if (found.state === "former") {
    return <FormerGroupView group={found.group} links={links} timeline={card} />;
  }
  const { group } = found;
  const [page, asked] = await Promise.all([
    listMembers(scope, group.id, { after: members.after ?? undefined, before: members.before ?? undefined }),
    why === null || why === "" ? undefined : askAboutPerson(scope, group.id, why),
  ]);
  return (
    <>
      <PageHeader
        title={group.displayName}
        text={t("memberCount", { count: group.members })}
        aside={<Badge tone="outline">{users("managedBy", { provider: links.provider })}</Badge>}
      />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 gap-5">
          <MemberTable org={org} dir={dir} groupId={group.id} members={page} />
          {card}
        </div>
        <div className="grid min-w-0 gap-5">
          <ResourceFacts resource={group} />
          <MembershipQuestion
            title={words("groupTitle")}
            label={words("groupLabel")}
            placeholder={words("groupPlaceholder")}
            path={path}
            question={why ?? ""}
            asked={asked}
            provider={links.provider}
            providerKind={directory.provider}
            userHref={links.user}
            groupHref={links.group}
            eventHref={links.event}
          />
        </div>
      </div>
    </>
  );
}
