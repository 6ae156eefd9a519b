import { useTranslations } from "next-intl";
import Link from "next/link";
import { RelativeTime } from "@/components/relative-time";
import type { Timeline } from "@/lib/console/timeline";
import type { TimelineEntry } from "@/lib/console/timeline-entry";
import type { TimelineLinks } from "./timeline-links";

/** So few are named at once. */
const openMax = 3;

export interface MovedMembersProps {
  readonly members: NonNullable<TimelineEntry["members"]>;
  /** They came and went by several requests: each has its own. */
  readonly isBurst: boolean;
  readonly names: Timeline["names"];
  readonly links: TimelineLinks;
}

/** Who came and who went, by name; of a burst each with the request, and of many the first, and the way to the others. */
export function MovedMembers({ members, isBurst, names, links }: MovedMembersProps) {
  const t = useTranslations("timeline");
  const { first, added, removed } = members;
  const more = added + removed - first.length;
  const list = (
    <ul className="grid gap-1 text-[13px]">
      {first.map(({ id, left, at, eventId }) => {
        const named = names.get(id);
        const href = named?.type === "Group" ? links.group(id) : links.user(id);
        return (
          <li key={`${id}-${eventId}`} className="flex min-w-0 items-baseline justify-between gap-3">
            <span className="min-w-0 truncate">
              {t.rich(left ? "wentOut" : "cameIn", {
                name: named?.name ?? id,
                link: (chunks) => (
                  <Link href={href} className="rounded-sm font-medium underline-offset-4 hover:underline">
                    <bdi>{chunks}</bdi>
                  </Link>
                ),
              })}
            </span>
            {isBurst ? (
              <Link href={links.event(eventId)} className="text-muted shrink-0 rounded-sm hover:underline">
                <span className="sr-only">{t("request")} </span>
                <RelativeTime date={at} />
              </Link>
            ) : null}
          </li>
        );
      })}
      {more <= 0 ? null : (
        <li className="text-muted">
          {t.rich("moreMembers", {
            count: more,
            link: (chunks) => (
              <Link href={links.log()} className="text-accent-text rounded-sm underline underline-offset-4">
                {chunks}
              </Link>
            ),
          })}
        </li>
      )}
    </ul>
  );
  if (first.length <= openMax) return list;
  return (
    <details>
      <summary className="text-muted w-fit cursor-pointer rounded-sm text-[13px]">{t("showMembers")}</summary>
      <div className="mt-2">{list}</div>
    </details>
  );
}
