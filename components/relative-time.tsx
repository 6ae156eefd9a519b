"use client";

import { useFormatter } from "next-intl";
import { useCurrentTime } from "./use-current-time";

const dayMs = 24 * 60 * 60 * 1000;
/** Farther away than this a date says more than a distance. */
const relativeMs = 7 * dayMs;
/** Until then a weekday can only be the last one. */
const weekMs = 6 * dayMs;

export interface RelativeTimeProps {
  date: Date;
  /**
   * "always": however far it is ("in 164 days"); "day": from a day on, the weekday and the time, for who looks for what
   * happened on Tuesday.
   */
  distance?: "near" | "always" | "day";
  className?: string;
}

/** "2 minutes ago", or the day when it is more than a week away; the exact time on hover. Keeps itself up to date. */
export function RelativeTime({ date, distance = "near", className }: RelativeTimeProps) {
  const format = useFormatter();
  const now = useCurrentTime();
  const away = date.getTime() - now.getTime();
  const text =
    distance === "always" || Math.abs(away) < (distance === "day" ? dayMs : relativeMs)
      ? relative(format, date, now, away)
      : format.dateTime(
          date,
          distance === "day" && Math.abs(away) < weekMs
            ? { weekday: "short", hour: "numeric", minute: "2-digit" }
            : { day: "numeric", month: "short", ...yearUnless(date, now) },
        );
  return (
    <time
      dateTime={date.toISOString()}
      title={format.dateTime(date, { dateStyle: "full", timeStyle: "long" })}
      className={className}
    >
      {text}
    </time>
  );
}

/** A clock that is a little ahead must not say "in 3 seconds" of something past. */
function relative(format: ReturnType<typeof useFormatter>, date: Date, now: Date, away: number): string {
  if (away > 0 && away < 60_000) return format.relativeTime(now, { now, style: "short" });
  const unit = Math.abs(away) >= 2 * dayMs ? ("day" as const) : undefined;
  return format.relativeTime(date, { now, style: "short", unit });
}

function yearUnless(date: Date, now: Date): { year?: "numeric" } {
  return date.getFullYear() === now.getFullYear() ? {} : { year: "numeric" };
}
