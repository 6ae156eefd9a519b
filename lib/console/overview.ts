import { requirePermission } from "@/lib/auth/permissions";
import type { DirectoryScope, OrganizationScope } from "@/lib/auth/scope";
import { db } from "@/lib/db/client";
import { countsOfDirectories, dayOf } from "@/lib/db/console-overview";
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
  /** Refused requests of the last 24 hours, up to `countedMax + 1`. */
  readonly failures: number;
  readonly lastRequestAt: Date | null;
  readonly health: HealthDto;
  /** How much is wrong with its connection now. */
  readonly findings: number;
}

/** Nothing that happened is counted farther than this. */
export const countedMax = 10_000;

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

/** Every directory of the organization with its counters and its health, by name. */
export async function summarizeDirectories(scope: OrganizationScope): Promise<DirectorySummary[]> {
  const [directories, counts, healths, findings] = await Promise.all([
    listDirectories(scope),
    countsOfDirectories(scope, { since: new Date(Date.now() - dayMs), most: countedMax }),
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

/** Each up to `countedMax + 1`. */
export interface Activity {
  /** New within the last 24 hours. */
  readonly arrivedUsers: number;
  readonly arrivedGroups: number;
  readonly disabled: number;
  readonly affected: number;
}

/** The last 24 hours of a directory. */
export async function activityOf(scope: DirectoryScope): Promise<Activity> {
  requirePermission(scope.actor, "directory:read");
  const day = await dayOf(scope, { since: new Date(Date.now() - dayMs), most: countedMax });
  return {
    arrivedUsers: day?.createdUsers ?? 0,
    arrivedGroups: day?.createdGroups ?? 0,
    disabled: day?.disabled ?? 0,
    affected: day?.affected ?? 0,
  };
}
