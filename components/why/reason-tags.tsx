import Link from "next/link";
import type { ReactNode } from "react";
import { ExactTime } from "@/components/exact-time";
import type { Reason } from "@/lib/console/reason";

/** What the sentences of an answer are made of besides words: `<when>` and the link `<request>` to the log row. */
export function reasonTags({ at, eventId }: Pick<Reason, "at" | "eventId">, eventHref: (id: string) => string) {
  return {
    when: () => <ExactTime date={at} />,
    request: (chunks: ReactNode) => (
      <Link href={eventHref(eventId)} className="text-accent-text rounded-sm underline underline-offset-4">
        {chunks}
      </Link>
    ),
    // The end of a request id is what tells it from the others of its minute.
    id: `…${eventId.slice(-8)}`,
  };
}

export const bold = (chunks: ReactNode) => <bdi className="font-medium">{chunks}</bdi>;
