import { getTranslations } from "next-intl/server";
import Link from "next/link";
import type { ReactNode } from "react";
import { ActiveBadge } from "@/components/active-badge";
import { ResourceFacts } from "@/components/resource-facts";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { WhyInactiveCard } from "@/components/why/why-inactive-card";
import type { UserDto } from "@/lib/console/users";
import { whyInactive } from "@/lib/console/why-inactive";
import { routes } from "@/lib/routes";
import { directoryWords } from "../../../_data/directory-words";
import { requireDirectory } from "../../../_data/require-directory";
import { AttributeTable } from "./attribute-table";
import { GroupLinks } from "./group-links";

export interface UserViewProps {
  readonly org: string;
  readonly dir: string;
  readonly user: UserDto;
  readonly timeline: ReactNode;
  readonly question: ReactNode;
}

/** A person who is here: why they are inactive if they are, what they are, what happened to them. */
export async function UserView({ org, dir, user, timeline, question }: UserViewProps) {
  const { scope, directory } = await requireDirectory(org, dir);
  const [t, users, words, why] = await Promise.all([
    getTranslations("user"),
    getTranslations("users"),
    directoryWords(directory),
    whyInactive(scope, user),
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
      {why === undefined ? null : (
        <WhyInactiveCard
          why={why}
          name={name}
          provider={words.shortProvider}
          providerKind={directory.provider}
          eventHref={(event) => routes.logs(org, dir, { about: user.id, range: "all", event })}
        />
      )}
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
          {timeline}
        </div>
        <div className="grid min-w-0 gap-5">
          <ResourceFacts resource={user} />
          <Card aria-labelledby="groups-title">
            <CardHeader id="groups-title" title={t("groups")} aside={<Badge>{user.groups.length}</Badge>} />
            <GroupLinks
              groups={user.groups.map(({ displayName, ...group }) => ({ ...group, name: displayName }))}
              hrefOf={(id) => routes.group(org, dir, id)}
            />
          </Card>
          {question}
        </div>
      </div>
    </>
  );
}
