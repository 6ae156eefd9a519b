import { failureShare } from "./failure-share";
import type { LostReference } from "@/lib/db/lost-references";
import { codes } from "./codes";
import type { Problem } from "./finding";
import { settledMs } from "./survey-notes";
import type { SurveyFacts } from "./survey-facts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** From how many days before its end on a credential is a finding. */
export const endsWithinDays = 7;
/** Cycles in which the same object failed before that is called a habit. */
export const againCycles = 3;
const throttledMin = 10;
const namesMax = 5;

/** What is wrong with a directory's connection now; what is not among them is wrong no longer. */
export function findProblems(facts: SurveyFacts): Problem[] {
  return [
    ...failureShare(facts),
    ...refusedAll(facts),
    ...credentialRefused(facts),
    ...serviceOff(facts),
    ...credentialEnds(facts),
    ...silent(facts),
    ...throttled(facts),
    ...failing(facts),
    ...duplicateMatches(facts),
    ...danglingManagers(facts),
    ...lostMembers(facts),
    ...brake(facts),
  ];
}

/**
 * Until a request of the cycle is answered as it wanted, or the next cycle begins. Entra begins with a check of the
 * credentials and ends there when that is refused; others may come with a single change.
 */
function refusedAll({ enabled, provider, cycle, notes }: SurveyFacts): Problem[] {
  const { lastRefusal } = notes;
  const requestsMin = provider === "entra" ? 1 : 3;
  if (!enabled || !cycle || !lastRefusal || cycle.requests < requestsMin || cycle.refused < cycle.requests) return [];
  // A service that was off has its own finding while it is, and is no reason any more once it is on.
  const isExplained = lastRefusal.code in notes.refused || cycle.throttled > 0 || lastRefusal.code === codes.serviceOff;
  if (isExplained) return [];
  const { code, eventId } = lastRefusal;
  const facts = { code, eventId, cycleId: cycle.id, requests: cycle.requests };
  return [{ kind: "refusedAll", key: "", severity: "critical", since: cycle.began, facts }];
}

/** Of two clients, one with a credential that is refused comes again with its next cycle at the latest. */
const recursMs = 2 * hourMs;

/**
 * Until another one succeeds and ten minutes have passed, or it was not presented for 26 hours: Entra tries a quarantined
 * application once a day. Critical while nothing else succeeds: invalid credentials are quarantine at once (ENTRA.md §7.2).
 * Where two clients take turns, one of them refused, it is one finding until that one has stayed away for two hours.
 */
function credentialRefused({ now, notes, cycle }: SurveyFacts): Problem[] {
  const succeeded = notes.lastSuccessAt?.getTime() ?? 0;
  return Object.entries(notes.refused).flatMap(([code, series]): Problem[] => {
    const { first, last, count, eventId, credentialId, recurs } = series;
    const isAnswered = succeeded > last.getTime();
    const quietMs = recurs ? recursMs : settledMs;
    if (isAnswered && now.getTime() - last.getTime() > quietMs) return [];
    const isServed = isAnswered || (recurs && last.getTime() - succeeded <= quietMs);
    const severity = !isServed && cycle !== undefined ? "critical" : "warning";
    const facts = { code, count, eventId, credentialId, lastAt: last.toISOString() };
    return [{ kind: "credentialRefused", key: code, severity, since: first, facts }];
  });
}

/** Until the service is on, or nothing was asked for 26 hours. */
function serviceOff({ enabled, notes: { off } }: SurveyFacts): Problem[] {
  if (enabled || !off) return [];
  const facts = { count: off.count, eventId: off.eventId, lastAt: off.last.toISOString() };
  return [{ kind: "serviceOff", key: "", severity: "critical", since: off.first, facts }];
}

/** Until it is replaced, revoked or has ended; then it is refused, or nobody uses it. */
function credentialEnds({ now, ending }: SurveyFacts): Problem[] {
  return ending
    .filter(({ expiresAt }) => expiresAt > now)
    .map(({ id, kind, name, lastFour, expiresAt }) => ({
      kind: "credentialEnds",
      key: id,
      severity: "warning",
      facts: { credential: kind, name, lastFour, expiresAt: expiresAt.toISOString() },
    }));
}

/**
 * Until the next request. Entra asks every time, also when nothing has changed. Once the service is on again it is given the
 * time anew.
 */
function silent({ now, enabled, usualMs, lastRequestAt, notes: { onAt } }: SurveyFacts): Problem[] {
  if (!enabled || usualMs === undefined || lastRequestAt === null) return [];
  const from = Math.max(lastRequestAt.getTime(), onAt?.getTime() ?? 0);
  if (now.getTime() - from <= silentAfterMs(usualMs)) return [];
  const facts = { lastRequestAt: lastRequestAt.toISOString(), usualMinutes: Math.round(usualMs / minuteMs) };
  return [{ kind: "silent", key: "", severity: "warning", since: lastRequestAt, facts }];
}

/** Three times the usual, and never less than an hour. */
export const silentAfterMs = (usualMs: number): number => Math.max(3 * usualMs, hourMs);

/** Until an hour has passed without one. */
function throttled({ notes: { throttled: series } }: SurveyFacts): Problem[] {
  if (!series || series.count < throttledMin) return [];
  const facts = { count: series.count, eventId: series.eventId, lastAt: series.last.toISOString() };
  return [{ kind: "throttled", key: "", severity: "warning", since: series.first, facts }];
}

/** Until it is written, or was not tried again for 26 hours (a request about nobody: two) while others were. */
function failing({ failing: groups }: SurveyFacts): Problem[] {
  return groups.map(({ code, again, objects, users, groups: groupCount, cycles, firstAt, lastAt, eventId, names }) => ({
    kind: again ? "failingAgain" : "failing",
    key: code,
    severity: "warning",
    since: firstAt,
    facts: { code, objects, users, groups: groupCount, cycles, eventId, names, lastAt: lastAt.toISOString() },
  }));
}

/** Until the same look-up finds one, or was not asked for 26 hours. */
function duplicateMatches({ notes: { duplicates } }: SurveyFacts): Problem[] {
  const all = Object.values(duplicates).sort((left, right) => left.at.getTime() - right.at.getTime());
  const [first] = all;
  const last = all.at(-1);
  if (!first || !last) return [];
  const facts = {
    count: all.length,
    names: all.slice(0, namesMax).map(({ name }) => name),
    matches: Math.max(...all.map(({ matches }) => matches)),
    eventId: last.eventId,
  };
  return [{ kind: "duplicateMatches", key: "", severity: "warning", since: first.at, facts }];
}

/** Until each of them has a manager who is here, or none. */
function danglingManagers({ managers }: SurveyFacts): Problem[] {
  if (managers.length === 0) return [];
  return [{ kind: "danglingManagers", key: "", severity: "warning", facts: people(managers) }];
}

/**
 * Until they are in the groups that they were in before they were deleted, or have left the bin: 30 days. Memberships come
 * after people in a cycle, so who was made within the hour is given the time.
 */
function lostMembers({ now, remade }: SurveyFacts): Problem[] {
  const lost = remade.filter(({ created }) => now.getTime() - created.getTime() > hourMs);
  if (lost.length === 0) return [];
  return [{ kind: "lostMembers", key: "", severity: "warning", facts: people(lost) }];
}

const people = (all: readonly LostReference[]) => ({
  count: all.length,
  names: all.slice(0, namesMax).map(({ name }) => name),
  userId: all[0]?.id ?? null,
});

/** Until an administrator has released it. */
function brake({ trippedAt, held }: SurveyFacts): Problem[] {
  if (trippedAt === null) return [];
  return [{ kind: "brake", key: "", severity: "warning", since: trippedAt, facts: { held } }];
}
