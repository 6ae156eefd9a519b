import { useFormatter, useTranslations } from "next-intl";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import type { Timeline } from "@/lib/console/timeline";
import type { TimelineEntry } from "@/lib/console/timeline-entry";
import { TimelineItem } from "./timeline-item";
import type { TimelineLinks } from "./timeline-links";

export interface TimelineCardProps {
  readonly timeline: Timeline;
  readonly links: TimelineLinks;
  /** The page that is behind the last entry. */
  readonly olderHref: string | undefined;
  /** The newest page, when this is another. */
  readonly newestHref: string | undefined;
  readonly empty: string;
}

/** Everything that ever happened, day by day, the newest first; older days on demand. */
export function TimelineCard({ timeline, links, olderHref, newestHref, empty }: TimelineCardProps) {
  const t = useTranslations("timeline");
  const format = useFormatter();
  const days = byDay(timeline.entries, (date) => format.dateTime(date, { dateStyle: "full" }));
  return (
    <Card aria-labelledby="timeline" className="scroll-mt-4">
      <CardHeader
        id="timeline"
        title={t("title")}
        aside={
          <Link
            href={links.log()}
            className="text-accent-text rounded-sm text-[13px] underline-offset-4 hover:underline"
          >
            {t("withReads")}
          </Link>
        }
      />
      {days.length === 0 ? (
        <p className="text-muted px-4 py-8 text-center">{empty}</p>
      ) : (
        days.map(({ day, entries }) => (
          <section key={day} aria-label={day}>
            <h3 className="bg-sunken text-muted border-b px-4 py-1.5 text-[13px] font-medium">{day}</h3>
            <ol className="divide-y border-b">
              {entries.map((entry) => (
                <TimelineItem key={entry.id} entry={entry} names={timeline.names} links={links} />
              ))}
            </ol>
          </section>
        ))
      )}
      {olderHref === undefined && newestHref === undefined ? null : (
        <nav aria-label={t("pages")} className="flex justify-between gap-2 p-3">
          {newestHref === undefined ? (
            <span />
          ) : (
            <Button asChild size="sm">
              <Link href={newestHref}>{t("newest")}</Link>
            </Button>
          )}
          {olderHref === undefined ? null : (
            <Button asChild size="sm">
              <Link href={olderHref}>{t("older")}</Link>
            </Button>
          )}
        </nav>
      )}
    </Card>
  );
}

/** Entries under the day that they were, in the reader's zone. */
function byDay(entries: readonly TimelineEntry[], dayOf: (date: Date) => string) {
  const days: { day: string; entries: TimelineEntry[] }[] = [];
  for (const entry of entries) {
    const day = dayOf(entry.at);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}
