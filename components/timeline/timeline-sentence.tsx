import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { useAttributeNames } from "@/components/use-attribute-name";
import type { TimelineEntry } from "@/lib/console/timeline-entry";
import type { TimelineLinks } from "./timeline-links";

/** Attributes that a sentence names. */
const namedMax = 3;

/** What happened, without its subject: the page says whom it is about. */
export function TimelineSentence({ entry, links }: { entry: TimelineEntry; links: TimelineLinks }) {
  const t = useTranslations("timeline");
  const attributeNames = useAttributeNames();
  const { action, status, isHeld, group, members, changes, decidedBy, because } = entry;
  const moved = [
    ...(members === undefined || members.added === 0 ? [] : [t("came", { count: members.added })]),
    ...(members === undefined || members.removed === 0 ? [] : [t("went", { count: members.removed })]),
  ].join(", ");
  const b = (chunks: ReactNode) => <bdi className="font-medium">{chunks}</bdi>;
  if (status === "failure") return <>{t(`refused.${action}`)}</>;
  if (status === "skipped") return <>{t("skipped")}</>;
  if (group !== undefined) {
    return t.rich(group.left ? "left" : "joined", {
      name: group.name ?? group.id,
      link: (chunks) => (
        <Link href={links.group(group.id)} className="rounded-sm font-medium underline-offset-4 hover:underline">
          <bdi>{chunks}</bdi>
        </Link>
      ),
    });
  }
  if (because !== undefined && members !== undefined) {
    return <>{t(`because.${because}`, { count: members.added + members.removed })}</>;
  }
  if (isHeld) return <>{t(action === "delete" ? "heldDelete" : "heldDisable")}</>;
  if (decidedBy !== undefined && (action === "disable" || action === "delete")) return <>{t(`allowed.${action}`)}</>;
  const renamed = changes.find(({ path }) => path === "displayName");
  if (action === "update" && entry.resourceType === "Group" && renamed?.before !== undefined) {
    return t.rich("renamed", { before: renamed.before, after: renamed.after ?? "", b });
  }
  if (action === "update" && members !== undefined) {
    return <>{moved}</>;
  }
  if (action === "update" && changes.length > 0) {
    const names = attributeNames(changes.map(({ path }) => path));
    const named = names.slice(0, namedMax);
    return <>{t("changed", { attributes: named.join(", "), more: names.length - named.length })}</>;
  }
  return (
    <>
      {t(`done.${action}`)}
      {moved === "" ? null : `: ${moved}`}
    </>
  );
}
