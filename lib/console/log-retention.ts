import { requirePermission } from "@/lib/auth/permissions";
import type { OrganizationScope } from "@/lib/auth/scope";
import { db } from "@/lib/db/client";
import { deleteOldEvents, longestLogDays } from "@/lib/db/old-events";
import { findLogDays, updateLogDays } from "@/lib/db/organizations";
import { dropPartitions } from "@/lib/db/partitions";
import { uuidFloor } from "@/lib/db/uuid-time";
import type { SetLogDaysInput } from "@/lib/inputs/log";
import { audited } from "./audited";

const dayMs = 24 * 60 * 60 * 1000;

/** For how many days the organization's provisioning log is kept. */
export async function logDaysOf(scope: OrganizationScope): Promise<number> {
  requirePermission(scope.actor, "organization:read");
  return findLogDays(db, scope);
}

/**
 * Keeps the log for another number of days. What is older is not shown from now on, and deleted within the hour; a longer
 * time brings nothing back.
 */
export async function setLogDays(scope: OrganizationScope, { days }: SetLogDaysInput): Promise<void> {
  requirePermission(scope.actor, "organization:update");
  await audited(scope, async (transaction) => {
    const before = await findLogDays(transaction, scope);
    await updateLogDays(transaction, scope, days);
    return { value: undefined, entry: { action: "organization.logDays", details: { from: before, to: days } } };
  });
}

/** The least id of a log row that the organization still keeps. */
export async function oldestKeptId(scope: OrganizationScope, now: Date): Promise<string> {
  return uuidFloor(new Date(now.getTime() - (await findLogDays(db, scope)) * dayMs));
}

/**
 * Drops the weeks that no organization keeps, and deletes the older rows of those that keep less than others. Copies of
 * Muster may do it at once.
 */
export async function sweepLog(databaseUrl: string, now: Date): Promise<{ dropped: string[]; deleted: number }> {
  const days = await longestLogDays();
  const dropped = days === undefined ? [] : await dropPartitions(databaseUrl, new Date(now.getTime() - days * dayMs));
  return { dropped, deleted: await deleteOldEvents(now) };
}
