import Link from "next/link";
import { EventList, type EventListItem } from "./event-list";
import { Card, CardHeader } from "./ui/card";

export interface LatestCardProps {
  readonly title: string;
  readonly events: readonly EventListItem[];
  /** Where an event is shown whole. */
  readonly hrefOf: (id: string) => string;
  /** Where all of them are. */
  readonly allHref: string;
  readonly allLabel: string;
  readonly empty: string;
}

/** What happened last, and the way to everything before it. */
export function LatestCard({ title, events, hrefOf, allHref, allLabel, empty }: LatestCardProps) {
  return (
    <Card aria-labelledby="latest-title">
      <CardHeader
        id="latest-title"
        title={title}
        aside={
          <Link href={allHref} className="text-accent-text rounded-sm text-[13px] underline-offset-4 hover:underline">
            {allLabel}
          </Link>
        }
      />
      <EventList events={events} hrefOf={hrefOf} empty={empty} />
    </Card>
  );
}
