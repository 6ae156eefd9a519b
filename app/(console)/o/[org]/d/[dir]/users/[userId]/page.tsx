import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { createLoader, parseAsString } from "nuqs/server";
import { TimelineCard } from "@/components/timeline/timeline-card";
import { MembershipQuestion } from "@/components/why/membership-question";
import { askAboutGroup } from "@/lib/console/ask-membership";
import { personTimeline } from "@/lib/console/timeline";
import { routes } from "@/lib/routes";
import { requireDirectory } from "../../_data/require-directory";
import { timelineLinks } from "../../_data/timeline-links";
import { FormerUserView } from "./_components/former-user-view";
import { UserView } from "./_components/user-view";
import { requireUser } from "./_data/require-user";

export async function generateMetadata({ params }: PageProps<"/o/[org]/d/[dir]/users/[userId]">): Promise<Metadata> {
  const { org, dir, userId } = await params;
  return { title: (await requireUser(org, dir, userId)).name };
}

/** `older`: the log row behind which the timeline goes on. `why`: the group that the question is about. */
const loadQuery = createLoader({ older: parseAsString, why: parseAsString });

export default async function UserPage({ params, searchParams }: PageProps<"/o/[org]/d/[dir]/users/[userId]">) {
  const { org, dir, userId } = await params;
  const { scope, directory } = await requireDirectory(org, dir);
  const person = await requireUser(org, dir, userId);
  const { older, why } = await loadQuery(searchParams);
  const userName = person.state === "here" ? person.user.userName : person.user.bin?.userName;
  const [t, words, timeline, links, asked] = await Promise.all([
    getTranslations("user"),
    getTranslations("why"),
    personTimeline(scope, userId, { olderThan: older ?? undefined, userName }),
    timelineLinks(org, scope, directory, userId),
    why === null || why === "" ? undefined : askAboutGroup(scope, userId, why),
  ]);
  const path = routes.user(org, dir, userId);
  const card = (
    <TimelineCard
      timeline={timeline}
      links={links}
      olderHref={timeline.older && `${path}?older=${timeline.older}#timeline`}
      newestHref={older === null ? undefined : `${path}#timeline`}
      empty={t("noEvents")}
    />
  );
  if (person.state === "former") return <FormerUserView org={org} dir={dir} user={person.user} timeline={card} />;
  return (
    <UserView
      org={org}
      dir={dir}
      user={person.user}
      timeline={card}
      question={
        <MembershipQuestion
          title={words("personTitle")}
          label={words("personLabel")}
          placeholder={words("personPlaceholder")}
          path={path}
          question={why ?? ""}
          asked={asked}
          provider={links.provider}
          providerKind={directory.provider}
          userHref={links.user}
          groupHref={links.group}
          eventHref={links.event}
        />
      }
    />
  );
}
