import { requirePermission } from "@/lib/auth/permissions";
import type { DirectoryScope, OrganizationScope } from "@/lib/auth/scope";
import { activityByHour, countsOfDirectories, dayOf, firstOfEachAction, firstUser } from "@/lib/db/console-overview";
import { listDirectories, type DirectoryDto } from "./directories";
import { healthOf, type HealthKind } from "./health";

export interface DirectorySummary extends DirectoryDto {
  readonly activeUsers: number;
  readonly disabledUsers: number;
  readonly groups: number;
  /** Refused requests of the last 24 hours. */
  readonly failures: number;
  /** Refused requests of the last hour. */
  readonly recentFailures: number;
  readonly lastRequestAt: Date | null;
  readonly health: HealthKind;
}

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

/** Every directory of the organization with its counters and its health, by name. */
export async function summarizeDirectories(scope: OrganizationScope): Promise<DirectorySummary[]> {
  const [directories, counts] = await Promise.all([
    listDirectories(scope),
    countsOfDirectories(scope, { day: new Date(Date.now() - dayMs), hour: new Date(Date.now() - hourMs) }),
  ]);
  const byId = new Map(counts.map((count) => [count.directoryId, count]));
  return directories.map((directory) => {
    const count = byId.get(directory.id);
    const lastRequestAt = count?.lastRequestAt ?? null;
    const recentFailures = count?.recentFailures ?? 0;
    return {
      ...directory,
      activeUsers: count?.activeUsers ?? 0,
      disabledUsers: count?.disabledUsers ?? 0,
      groups: count?.groups ?? 0,
      failures: count?.failures ?? 0,
      recentFailures,
      lastRequestAt,
      health: healthOf({
        enabled: directory.enabled,
        credentials: count?.credentials ?? 0,
        lastRequestAt,
        recentFailures,
      }),
    };
  });
}

export interface HourOfRequests {
  readonly start: Date;
  readonly succeeded: number;
  readonly failed: number;
}

export interface Activity {
  /** 24 hours, the oldest first; the last is the one that has begun. */
  readonly hours: readonly HourOfRequests[];
  readonly total: number;
  readonly medianMs: number | null;
  /** New within the last 24 hours. */
  readonly arrivedUsers: number;
  readonly arrivedGroups: number;
  readonly disabled: number;
  readonly affected: number;
}

/** The last 24 hours of a directory. */
export async function activityOf(scope: DirectoryScope): Promise<Activity> {
  requirePermission(scope.actor, "directory:read");
  const now = Date.now();
  const first = Math.floor(now / hourMs) * hourMs - 23 * hourMs;
  const since = new Date(now - dayMs);
  const [records, day] = await Promise.all([activityByHour(scope, new Date(first)), dayOf(scope, since)]);
  const byHour = new Map(records.map((record) => [record.hour, record]));
  const hours = Array.from({ length: 24 }, (_, hour) => ({
    start: new Date(first + hour * hourMs),
    succeeded: byHour.get(hour)?.succeeded ?? 0,
    failed: byHour.get(hour)?.failed ?? 0,
  }));
  return {
    hours,
    total: hours.reduce((sum, hour) => sum + hour.succeeded + hour.failed, 0),
    medianMs: day?.medianMs ?? null,
    arrivedUsers: day?.createdUsers ?? 0,
    arrivedGroups: day?.createdGroups ?? 0,
    disabled: day?.disabled ?? 0,
    affected: day?.affected ?? 0,
  };
}

/** Facts of the set-up, each undefined until it happened. `at` is undefined when the log no longer says when. */
export interface SetupFacts {
  readonly token: { readonly at: Date; readonly by: string } | undefined;
  readonly test: { readonly at: Date | undefined } | undefined;
  readonly person: { readonly at: Date; readonly name: string } | undefined;
  readonly change: { readonly at: Date | undefined; readonly name: string | undefined } | undefined;
}

/** What of the set-up has really happened. A later step proves the earlier ones, also when the log begins after them. */
export async function setupFactsOf(
  scope: DirectoryScope,
  credentials: readonly { readonly createdAt: Date; readonly createdBy: string }[],
): Promise<SetupFacts> {
  requirePermission(scope.actor, "directory:read");
  const [firsts, user] = await Promise.all([firstOfEachAction(scope), firstUser(scope)]);
  const first = (...actions: string[]) =>
    firsts
      .filter(({ action }) => actions.includes(action))
      .sort((left, right) => left.at.getTime() - right.at.getTime())[0];
  const token = [...credentials].sort((left, right) => left.createdAt.getTime() - right.createdAt.getTime())[0];
  const test = first("testConnection");
  const created = first("create");
  const changed = first("update", "disable", "enable");
  const person =
    created === undefined
      ? user === null
        ? undefined
        : { at: user.created, name: user.displayName ?? user.userName }
      : { at: created.at, name: created.displayName ?? created.userName ?? "" };
  return {
    token: token === undefined ? undefined : { at: token.createdAt, by: token.createdBy },
    test: test !== undefined ? { at: test.at } : person === undefined ? undefined : { at: undefined },
    person,
    change:
      changed === undefined
        ? undefined
        : { at: changed.at, name: changed.displayName ?? changed.userName ?? undefined },
  };
}
