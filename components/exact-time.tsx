"use client";

import { useFormatter } from "next-intl";

export interface ExactTimeProps {
  date: Date;
  /** "time": of a day that the page names already; "short": to the minute, without the year. */
  show?: "dateTime" | "time" | "short";
  className?: string;
}

const shown = {
  dateTime: { dateStyle: "medium", timeStyle: "medium" },
  time: { timeStyle: "medium" },
  short: { day: "numeric", month: "short", hour: "numeric", minute: "2-digit" },
} as const;

/** A point in time to the second, in the reader's locale and zone. */
export function ExactTime({ date, show = "dateTime", className }: ExactTimeProps) {
  const format = useFormatter();
  return (
    <time
      dateTime={date.toISOString()}
      title={format.dateTime(date, { dateStyle: "full", timeStyle: "long" })}
      className={className}
    >
      {format.dateTime(date, shown[show])}
    </time>
  );
}
