import type { DomainState } from "@/lib/applications/domain-policy";
import type { Sighting } from "./sighting";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Re-checks in a row without the record after which a verified domain is failing: a day at the least. */
export const missesMax = 4;
/** How soon a verified domain is looked at again once its record was missed. */
const afterMissMs = 6 * hourMs;
const afterUnclearMs = hourMs;

/** Where a domain stands between two looks at DNS. */
export interface Standing {
  readonly state: DomainState;
  readonly checkedAt: Date | null;
  readonly seenAt: Date | null;
  readonly misses: number;
  readonly nextCheckAt: Date | null;
}

export interface NextStanding {
  readonly state: DomainState;
  readonly seenAt: Date | null;
  readonly misses: number;
  readonly nextCheckAt: Date;
}

/**
 * What a look at DNS makes of a domain. The record proves it, at once and also after it was gone. A verified one fails
 * after several re-checks that did not find the record; that DNS did not answer is not counted, for it may be our own
 * trouble, and neither is a look that an admin asked for, who may ask as often as they like.
 */
export function nextStanding(standing: Standing, sighting: Sighting, at: Date, isScheduled: boolean): NextStanding {
  const { state, checkedAt, seenAt, misses } = standing;
  const lastLook = isScheduled ? checkedAt : null;
  const after = (ms: number) => new Date(at.getTime() + ms);
  if (sighting.kind === "found") return { state: "verified", seenAt: at, misses: 0, nextCheckAt: after(dayMs) };
  if (state === "pending") return { state, seenAt, misses: 0, nextCheckAt: after(patience(at, lastLook, minuteMs)) };
  if (state === "failing") return { state, seenAt, misses, nextCheckAt: after(patience(at, lastLook, hourMs)) };
  if (sighting.kind === "unclear") return { state, seenAt, misses, nextCheckAt: after(afterUnclearMs) };
  const soon = after(afterMissMs);
  if (!isScheduled) return { state, seenAt, misses, nextCheckAt: earlier(standing.nextCheckAt, soon) };
  const missed = misses + 1;
  return { state: missed < missesMax ? "verified" : "failing", seenAt, misses: missed, nextCheckAt: soon };
}

/** Soon after somebody looked, who is likely to be at it; then each time half as long again, a day at the most. */
function patience(at: Date, lastLook: Date | null, least: number): number {
  const passed = lastLook === null ? 0 : at.getTime() - lastLook.getTime();
  return Math.min(Math.max(passed * 1.5, least), dayMs);
}

const earlier = (one: Date | null, other: Date) => (one !== null && one < other ? one : other);
