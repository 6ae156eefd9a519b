import { requirePermission } from "@/lib/auth/permissions";
import type { DirectoryScope, OrganizationScope } from "@/lib/auth/scope";
import { db } from "@/lib/db/client";
import { activityByHour, countsOfDirectories, dayOf } from "@/lib/db/console-overview";
import { listHealth } from "@/lib/db/directory-health";
import { countOpenFindings } from "@/lib/db/findings";
import { listDirectories, type DirectoryDto } from "./directories";
import { shownHealth, type HealthDto } from "./health";

export interface DirectorySummary extends DirectoryDto {
  readonly activeUsers: number;
  readonly disabledUsers: number;
  /** People whose leaving the brake holds until an admin decides; the disabled ones of them are among the active. */
  readonly held: number;
  readonly groups: number;
  /** Refused requests of the last 24 hours. */
  readonly failures: number;
  readonly lastRequestAt: Date | null;
  readonly health: HealthDto;
  /** How much is wrong with its connection now. */
  readonly findings: number;
}

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

/** Every directory of the organization with its counters and its health, by name. */
export async function summarizeDirectories(scope: OrganizationScope): Promise<DirectorySummary[]> {
  const [directories, counts, healths, findings] = await Promise.all([
    listDirectories(scope),
    countsOfDirectories(scope, new Date(Date.now() - dayMs)),
    listHealth(db, scope),
    countOpenFindings(db, scope),
  ]);
  const byId = new Map(counts.map((count) => [count.directoryId, count]));
  const healthById = new Map(healths.map((health) => [health.directoryId, health]));
  return directories.map((directory) => {
    const count = byId.get(directory.id);
    return {
      ...directory,
      activeUsers: count?.activeUsers ?? 0,
      disabledUsers: count?.disabledUsers ?? 0,
      held: count?.held ?? 0,
      groups: count?.groups ?? 0,
      failures: count?.failures ?? 0,
      lastRequestAt: count?.lastRequestAt ?? null,
      health: shownHealth(directory, healthById.get(directory.id)),
      findings: findings.get(directory.id) ?? 0,
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
