"use client";

import { useFormatter } from "next-intl";

export interface ExactTimeProps {
  date: Date;
  /** "time": of a day that the page names already. */
  show?: "dateTime" | "time";
  className?: string;
}

/** A point in time to the second, in the reader's locale and zone. */
export function ExactTime({ date, show = "dateTime", className }: ExactTimeProps) {
  const format = useFormatter();
  return (
    <time
      dateTime={date.toISOString()}
      title={format.dateTime(date, { dateStyle: "full", timeStyle: "long" })}
      className={className}
    >
      {format.dateTime(date, show === "time" ? { timeStyle: "medium" } : { dateStyle: "medium", timeStyle: "medium" })}
    </time>
  );
}
