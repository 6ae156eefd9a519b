import type { ChartSpan } from "@/lib/inputs/chart-span";
import { requirePermission } from "@/lib/auth/permissions";
import type { DirectoryScope } from "@/lib/auth/scope";
import { hoursSince, type HourRecord } from "@/lib/db/hourly-counts";
import type { Status } from "@/lib/insight/provisioning-event";
import { countUsersOf } from "./users";

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
const daysShown = 30;
const hoursShown = 24;

/** Requests of an hour or a day of the reader's. */
export interface RequestsBar extends Readonly<Record<Status, number>> {
  readonly start: Date;
  readonly end: Date;
}

/** How many people were active and disabled when a day ended; undefined before anything was counted. */
export interface PeopleBar {
  readonly start: Date;
  readonly people: { readonly active: number; readonly disabled: number } | undefined;
}

export interface DirectoryCharts {
  /** The oldest first; the last is the one that has begun. */
  readonly requests: readonly RequestsBar[];
  readonly people: readonly PeopleBar[];
}

/**
 * Requests by outcome over time, and people over the last 30 days, out of hourly counts (lib/insight/fold-hours.ts): some
 * seconds behind the log, whatever its size.
 * @param timeZone the reader's, in which days begin
 */
export async function chartsOf(
  scope: DirectoryScope,
  { span, timeZone, now = new Date() }: { readonly span: ChartSpan; readonly timeZone: string; readonly now?: Date },
): Promise<DirectoryCharts> {
  requirePermission(scope.actor, "directory:read");
  const last = Math.floor(now.getTime() / hourMs) * hourMs;
  const dayOf = dayNames(timeZone);
  // A day more, for the one that was cut by the reader's zone or made longer by the clocks.
  const first = last - (daysShown + 1) * dayMs;
  const [records, users] = await Promise.all([hoursSince(scope, new Date(first)), countUsersOf(scope)]);
  const byHour = new Map(records.map((record) => [record.hour.getTime(), record]));
  const hours = Array.from({ length: (last - first) / hourMs + 1 }, (_, index) => new Date(first + index * hourMs));
  const days = lastDays(hours, dayOf);
  return {
    requests:
      span === "24h"
        ? hours.slice(-hoursShown).map((hour) => sumOf([hour], byHour))
        : days.map((day) => sumOf(day, byHour)),
    people: peopleOf(days, byHour, { active: users.active - users.held, disabled: users.disabled + users.held }),
  };
}

/** The day of a moment, as a word that sorts. */
function dayNames(timeZone: string): (date: Date) => string {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" });
  return (date) => format.format(date);
}

/** The hours of each of the last days, whole days only. */
function lastDays(hours: readonly Date[], dayOf: (date: Date) => string): Date[][] {
  const days = new Map<string, Date[]>();
  for (const hour of hours) {
    const day = dayOf(hour);
    days.set(day, [...(days.get(day) ?? []), hour]);
  }
  return [...days.values()].slice(-daysShown);
}

function sumOf(hours: readonly Date[], byHour: ReadonlyMap<number, HourRecord>): RequestsBar {
  const sum = { success: 0, failure: 0, skipped: 0, warning: 0 };
  for (const hour of hours) {
    const record = byHour.get(hour.getTime());
    sum.success += record?.success ?? 0;
    sum.failure += record?.failure ?? 0;
    sum.skipped += record?.skipped ?? 0;
    sum.warning += record?.warning ?? 0;
  }
  const start = hours[0] ?? new Date(0);
  return { ...sum, start, end: new Date((hours.at(-1) ?? start).getTime() + hourMs) };
}

/** Counted back from what there is now, by what each hour changed, and put right wherever they were counted. */
function peopleOf(
  days: readonly (readonly Date[])[],
  byHour: ReadonlyMap<number, HourRecord>,
  now: { readonly active: number; readonly disabled: number },
): PeopleBar[] {
  const begin = Math.min(...byHour.keys());
  let { active, disabled } = now;
  const bars: PeopleBar[] = [];
  for (const day of [...days].reverse()) {
    const start = day[0] ?? new Date(0);
    const end = (day.at(-1) ?? start).getTime() + hourMs;
    bars.push({ start, people: end > begin ? { active, disabled } : undefined });
    for (const hour of [...day].reverse()) {
      const record = byHour.get(hour.getTime());
      if (record === undefined) continue;
      active = record.activeBefore ?? Math.max(0, active - record.activeMore);
      disabled = record.disabledBefore ?? Math.max(0, disabled - record.disabledMore);
    }
  }
  return bars.reverse();
}
