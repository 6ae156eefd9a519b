import {
  ArrowRightLeft,
  CircleMinus,
  CirclePause,
  CirclePlus,
  CircleSlash,
  Pencil,
  RotateCcw,
  Trash2,
  TriangleAlert,
  UserCheck,
  UserMinus,
  UserPlus,
} from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { RelativeTime } from "@/components/relative-time";
import { cn } from "@/components/ui/cn";
import { Code } from "@/components/ui/code";
import type { Timeline } from "@/lib/console/timeline";
import type { TimelineEntry } from "@/lib/console/timeline-entry";
import { ChangeList } from "./change-list";
import { MovedMembers } from "./moved-members";
import type { TimelineLinks } from "./timeline-links";
import { TimelineSentence } from "./timeline-sentence";

export interface TimelineItemProps {
  readonly entry: TimelineEntry;
  readonly names: Timeline["names"];
  readonly links: TimelineLinks;
}

/** One thing that happened: a sentence, who asked and when, what changed, and the way to the request. */
export function TimelineItem({ entry, names, links }: TimelineItemProps) {
  const t = useTranslations("timeline");
  const format = useFormatter();
  const exact = format.dateTime(entry.at, { dateStyle: "medium", timeStyle: "medium" });
  const { icon, tone } = signOf(entry);
  return (
    <li className="flex gap-3 px-4 py-3">
      <span aria-hidden className={cn("mt-0.5 [&_svg]:size-4", tone)}>
        {icon}
      </span>
      <div className="grid min-w-0 flex-1 gap-2">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5">
          <div className="min-w-0 break-words">
            <TimelineSentence entry={entry} links={links} />
          </div>
          <div className="text-muted flex shrink-0 gap-3 text-[13px]">
            <RelativeTime date={entry.at} />
            <Link
              href={links.event(entry.id)}
              aria-label={t("requestAt", { when: exact })}
              className="text-accent-text -my-0.5 rounded-sm py-0.5 underline-offset-4 hover:underline"
            >
              {t(entry.decidedBy === undefined ? "request" : "details")}
            </Link>
          </div>
        </div>
        <p className="text-muted -mt-1.5 text-[13px] break-words">
          <Author entry={entry} links={links} />
        </p>
        {entry.status === "failure" && entry.detail !== null ? (
          <p className="bg-danger-soft rounded-lg px-3 py-2 text-[13px] break-words">
            {entry.detail}
            {entry.code === null ? null : <Code className="text-muted mt-0.5 block">{entry.code}</Code>}
          </p>
        ) : null}
        {entry.changes.length === 0 ? null : <ChangeList entry={entry} names={names} hrefOf={links.user} />}
        {entry.members === undefined || entry.members.first.length === 0 ? null : (
          <MovedMembers members={entry.members} isBurst={entry.requests > 1} names={names} links={links} />
        )}
      </div>
    </li>
  );
}

/** By whom, and through what; of several requests, since when. */
function Author({ entry, links }: { entry: TimelineEntry; links: TimelineLinks }) {
  const t = useTranslations("timeline");
  const credential = links.credentials.find(({ id }) => id === entry.credentialId);
  const who =
    entry.decidedBy !== undefined
      ? t("by", { name: entry.decidedBy })
      : credential !== undefined
        ? t(credential.kind === "token" ? "byToken" : "byClient", { provider: links.provider, name: credential.name })
        : t("byProvider", { provider: links.provider });
  return (
    <>
      {who}
      {entry.requests === 1 ? null : (
        <>
          {" · "}
          {t.rich(entry.members === undefined ? "times" : "inRequests", {
            count: entry.requests,
            since: () => <RelativeTime date={entry.since} />,
          })}
        </>
      )}
    </>
  );
}

/** A sign beside the sentence; it says nothing that the sentence does not. */
function signOf({ status, isHeld, action, group, members, because }: TimelineEntry): { icon: ReactNode; tone: string } {
  if (status === "failure") return { icon: <TriangleAlert />, tone: "text-danger" };
  if (because === "deleted") return { icon: <UserMinus />, tone: "text-muted" };
  if (because === "restored") return { icon: <UserPlus />, tone: "text-success" };
  if (isHeld) return { icon: <CirclePause />, tone: "text-warning" };
  if (status === "skipped") return { icon: <CircleSlash />, tone: "text-muted" };
  if (group !== undefined) {
    return group.left ? { icon: <UserMinus />, tone: "text-muted" } : { icon: <UserPlus />, tone: "text-accent-text" };
  }
  if (members !== undefined) return { icon: <ArrowRightLeft />, tone: "text-accent-text" };
  switch (action) {
    case "create":
      return { icon: <CirclePlus />, tone: "text-success" };
    case "enable":
      return { icon: <UserCheck />, tone: "text-success" };
    case "disable":
      return { icon: <CircleMinus />, tone: "text-warning" };
    case "delete":
      return { icon: <Trash2 />, tone: "text-danger" };
    case "restore":
      return { icon: <RotateCcw />, tone: "text-success" };
    default:
      return { icon: <Pencil />, tone: "text-muted" };
  }
}
