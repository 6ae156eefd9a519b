import Link from "next/link";
import type { ReactNode } from "react";
import { LogSentence, type LogSentenceProps } from "./log-sentence";
import { RelativeTime } from "./relative-time";
import { StatusBadge } from "./status-badge";

export interface EventListItem extends LogSentenceProps {
  readonly id: string;
  readonly at: Date;
}

/** The latest requests, one sentence each; a row leads to the whole of it. */
export function EventList({
  events,
  hrefOf,
  empty,
}: {
  events: readonly EventListItem[];
  hrefOf: (id: string) => string;
  empty: ReactNode;
}) {
  if (events.length === 0) return <p className="text-muted px-4 py-8 text-center">{empty}</p>;
  return (
    <ul className="divide-y">
      {events.map(({ id, at, ...event }) => (
        <li
          key={id}
          className="hover:bg-hover relative flex min-h-11 items-start gap-3 px-4 py-2.5 transition-colors sm:items-center sm:gap-4 sm:py-2"
        >
          <div className="flex min-w-0 flex-1 flex-col-reverse sm:flex-row sm:items-center sm:gap-4">
            <RelativeTime date={at} className="text-muted shrink-0 text-[13px] sm:w-28 sm:text-sm" />
            <Link
              href={hrefOf(id)}
              className="focus-visible:after:outline-ring line-clamp-3 min-w-0 flex-1 outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 sm:block sm:truncate"
            >
              <LogSentence {...event} />
            </Link>
          </div>
          <StatusBadge status={event.status} />
        </li>
      ))}
    </ul>
  );
}
