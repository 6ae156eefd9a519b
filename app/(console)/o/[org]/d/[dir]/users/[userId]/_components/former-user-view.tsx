import { Trash2 } from "lucide-react";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import type { ReactNode } from "react";
import { ExactTime } from "@/components/exact-time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { reasonTags } from "@/components/why/reason-tags";
import { can } from "@/lib/auth/permissions";
import type { FormerUser } from "@/lib/console/former-resource";
import { routes } from "@/lib/routes";
import { directoryWords } from "../../../_data/directory-words";
import { requireDirectory } from "../../../_data/require-directory";
import { RestoreButton } from "../../../deprovisioning/_components/restore-button";
import { AttributeTable } from "./attribute-table";
import { GroupLinks } from "./group-links";

export interface FormerUserViewProps {
  readonly org: string;
  readonly dir: string;
  readonly user: FormerUser;
  readonly timeline: ReactNode;
}

/** A person who was deleted: when, by which request, until when they can be restored, and what happened before. */
export async function FormerUserView({ org, dir, user, timeline }: FormerUserViewProps) {
  const { directory, admin } = await requireDirectory(org, dir);
  const [t, users, words] = await Promise.all([
    getTranslations("user"),
    getTranslations("users"),
    directoryWords(directory),
  ]);
  const { id, name, bin } = user;
  const tags = {
    provider: words.shortProvider,
    ...reasonTags(user, (event) => routes.logs(org, dir, { about: id, range: "all", event })),
  };
  const mayRestore = bin !== undefined && !bin.isHeld && bin.takenBy === undefined && can(admin.role, "person:decide");
  return (
    <>
      <PageHeader
        title={name}
        text={bin?.userName}
        aside={<Badge>{bin?.isHeld === true ? users("held") : t("deletedBadge")}</Badge>}
      />
      <section aria-labelledby="deleted" className="bg-warning-soft rounded-card mb-5 flex gap-3 px-4 py-3">
        <Trash2 aria-hidden className="text-warning mt-0.5 size-4 shrink-0" />
        <div className="grid min-w-0 flex-1 gap-2">
          <div>
            <h2 id="deleted" className="text-warning font-semibold">
              {t("deletedTitle", { name })}
            </h2>
            <p className="break-words">
              {bin === undefined
                ? t.rich(user.isDeletion ? "forgottenText" : "lastSeenText", tags)
                : bin.isHeld
                  ? t.rich("deletedHeld", tags)
                  : bin.takenBy === undefined
                    ? t.rich("deletedText", { ...tags, until: () => <ExactTime date={bin.until} /> })
                    : t.rich("deletedTaken", {
                        ...tags,
                        name: bin.takenBy.name,
                        link: (chunks) => (
                          <Link
                            href={routes.user(org, dir, bin.takenBy?.id ?? id)}
                            className="text-accent-text rounded-sm underline underline-offset-4"
                          >
                            {chunks}
                          </Link>
                        ),
                      })}
            </p>
          </div>
          {mayRestore ? (
            <div>
              <RestoreButton organizationSlug={org} directoryId={directory.id} userId={id} name={name} />
            </div>
          ) : null}
          {bin?.isHeld === true ? (
            <div>
              <Button asChild size="sm">
                <Link href={routes.deprovisioning(org, dir, { q: bin.userName })}>{t("decide")}</Link>
              </Button>
            </div>
          ) : null}
        </div>
      </section>
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 gap-5">
          {timeline}
          {bin === undefined ? null : (
            <Card aria-labelledby="attributes-title">
              <CardHeader id="attributes-title" title={t("attributesThen")} />
              <AttributeTable
                rows={bin.attributes}
                references={new Map()}
                hrefOf={(other) => routes.user(org, dir, other)}
              />
            </Card>
          )}
        </div>
        {bin === undefined ? null : (
          <Card aria-labelledby="groups-title">
            <CardHeader id="groups-title" title={t("groupsThen")} aside={<Badge>{bin.groups.length}</Badge>} />
            <GroupLinks groups={bin.groups} hrefOf={(group) => routes.group(org, dir, group)} />
          </Card>
        )}
      </div>
    </>
  );
}
