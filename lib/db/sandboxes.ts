import type { DirectoryScope, OrganizationScope } from "@/lib/auth/scope";
import type { JsonObject } from "@/lib/scim/json";
import { Prisma } from "@/prisma/generated/client";
import { db as anyOrganization } from "./client";
import type { Database } from "./client";
import type { DirectoryRecord } from "./directories";
import { keysOfGroup } from "./groups";
import { keysOfUser } from "./users";
import type { TakenRun } from "./trial-runs";
import { uuidFloor } from "./uuid-time";

export interface SandboxDraft {
  readonly id: string;
  /** The directory that it is a copy of. */
  readonly origin: Pick<DirectoryRecord, "id" | "name" | "application" | "provider">;
  /** Directory.settings; not those of the origin where the work wants others. */
  readonly settings: JsonObject;
  readonly expiresAt: Date;
}

/** Makes an empty copy of a directory, which is on and has no request rate. */
export async function insertSandbox(
  db: Database,
  { organizationId }: OrganizationScope,
  { id, origin, settings, expiresAt }: SandboxDraft,
): Promise<void> {
  const { name, application, provider } = origin;
  await db.directory.create({
    data: {
      id,
      organizationId,
      // No slug that a person can give a directory has this sign.
      slug: `~${id}`,
      name,
      application,
      provider,
      settings: { ...settings },
      requestsPerSecond: 0,
      sandboxOf: origin.id,
      sandboxExpiresAt: expiresAt,
    },
    select: { id: true },
  });
}

export interface PopulationRecord {
  /** Both together. */
  readonly peopleAndGroups: number;
  readonly memberships: number;
}

/** How much a copy of a directory would have to copy; counts no further than one more than each limit. */
export async function populationOf(
  db: Database,
  { directoryId, organizationId }: DirectoryScope,
  limits: PopulationRecord,
): Promise<PopulationRecord> {
  const of = Prisma.sql`"directoryId" = ${directoryId}::uuid AND "organizationId" = ${organizationId}::uuid`;
  const rows = await db.$queryRaw<PopulationRecord[]>`SELECT
    (SELECT count(*)::int FROM (
      (SELECT 1 FROM "User" WHERE ${of} LIMIT ${limits.peopleAndGroups + 1}::int) UNION ALL
      (SELECT 1 FROM "Group" WHERE ${of} LIMIT ${limits.peopleAndGroups + 1}::int)) r) AS "peopleAndGroups",
    (SELECT count(*)::int FROM (
      SELECT 1 FROM "Member" WHERE ${of} LIMIT ${limits.memberships + 1}::int) m) AS "memberships"`;
  return rows[0] ?? { peopleAndGroups: 0, memberships: 0 };
}

/** How many resources are copied by one statement. */
const batch = 1_000;

interface Copied {
  readonly id: string;
  readonly search: JsonObject;
}

/**
 * Copies people, groups and memberships into a sandbox, under the same ids and with their versions and times. Call it with
 * a transaction that sees one moment of the origin.
 */
export async function copyPopulation(db: Database, origin: DirectoryScope, sandboxId: string): Promise<void> {
  await copyTable(
    db,
    origin,
    sandboxId,
    Prisma.sql`"User"`,
    Prisma.sql`"userName", "userNameKey", "externalId", "active", "displayName", "attributes", "search", "version", "created", "lastModified"`,
    keysOfUser,
  );
  await copyTable(
    db,
    origin,
    sandboxId,
    Prisma.sql`"Group"`,
    Prisma.sql`"displayName", "displayNameKey", "externalId", "attributes", "search", "version", "created", "lastModified"`,
    keysOfGroup,
  );
  // As in `writeMany`: the people are there now, who were not when this connection last checked that somebody is.
  await db.$executeRaw`DISCARD PLANS`;
  await db.$executeRaw`
    INSERT INTO "Member" ("directoryId", "groupId", "memberId", "memberType", "organizationId", "addedAt")
    SELECT ${sandboxId}::uuid, m."groupId", m."memberId", m."memberType", m."organizationId", m."addedAt" FROM "Member" m
    WHERE m."directoryId" = ${origin.directoryId}::uuid AND m."organizationId" = ${origin.organizationId}::uuid`;
}

/** Keys are a directory's own, so they are made anew (search-keys.ts). */
async function copyTable(
  db: Database,
  { directoryId, organizationId }: DirectoryScope,
  sandboxId: string,
  table: Prisma.Sql,
  columns: Prisma.Sql,
  keysOf: (directoryId: string, search: JsonObject) => readonly number[],
): Promise<void> {
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const rows = await db.$queryRaw<Copied[]>`SELECT r."id", r."search" FROM ${table} r
      WHERE r."directoryId" = ${directoryId}::uuid AND r."organizationId" = ${organizationId}::uuid AND r."id" > ${after}::uuid
      ORDER BY r."id" LIMIT ${batch}`;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
    const keys = rows.map(({ search }) => `{${keysOf(sandboxId, search).join(",")}}`);
    await db.$executeRaw`
      INSERT INTO ${table} ("directoryId", "id", "organizationId", ${columns}, "keys")
      SELECT ${sandboxId}::uuid, r."id", r."organizationId", ${columns}, k."keys"::int[]
      FROM unnest(${rows.map(({ id }) => id)}::uuid[], ${keys}::text[]) AS k("copied", "keys")
      JOIN ${table} r ON r."directoryId" = ${directoryId}::uuid AND r."id" = k."copied"`;
  }
}

/**
 * Of all organizations: sandboxes that nobody works on any more, because their run has ended, or whose time is over.
 */
export async function listSpentSandboxes(at: Date): Promise<{ readonly id: string; readonly createdAt: Date }[]> {
  return anyOrganization.$queryRaw`SELECT d."id", d."createdAt" FROM "Directory" d
    WHERE d."sandboxOf" IS NOT NULL AND (d."sandboxExpiresAt" <= ${at} OR EXISTS (
      SELECT 1 FROM "TrialRun" t WHERE t."sandboxId" = d."id" AND t."state" NOT IN ('queued', 'running')))`;
}

/** Removes the sandbox of a run, if it has one. */
export async function sweepSandboxOf({ id, directoryId, organizationId }: TakenRun): Promise<void> {
  const where = { id, directoryId, organizationId };
  const run = await anyOrganization.trialRun.findFirst({ where, select: { sandboxId: true, startedAt: true } });
  if (run?.sandboxId) await deleteSandbox(run.sandboxId, run.startedAt);
}

/** Removes a sandbox with everything in it. Nothing but a sandbox is ever removed. */
export async function deleteSandbox(id: string, createdAt: Date): Promise<void> {
  await anyOrganization.$executeRaw`DELETE FROM "Directory" WHERE "id" = ${id}::uuid AND "sandboxOf" IS NOT NULL`;
  await deleteSandboxLog(id, createdAt);
}

/** Removes the log of a sandbox that is gone; it has no foreign key. */
async function deleteSandboxLog(id: string, since: Date): Promise<void> {
  // A minute for clocks that differ: the time only spares PostgreSQL the partitions of former weeks.
  const from = uuidFloor(new Date(since.getTime() - 60_000));
  await anyOrganization.$executeRaw`DELETE FROM "ProvisioningEvent" WHERE "directoryId" = ${id}::uuid AND "id" >= ${from}::uuid
    AND NOT EXISTS (SELECT 1 FROM "Directory" d WHERE d."id" = ${id}::uuid)`;
}

/**
 * Of all organizations: looks once more for rows of the log that were on their way while their sandbox was removed, of runs
 * that ended before a moment, and forgets those sandboxes.
 */
export async function forgetSandboxes(endedBefore: Date): Promise<void> {
  const runs = await anyOrganization.$queryRaw<{ id: string; sandboxId: string; startedAt: Date }[]>`
    SELECT t."id", t."sandboxId", t."startedAt" FROM "TrialRun" t WHERE t."sandboxId" IS NOT NULL
      AND t."endedAt" < ${endedBefore} AND NOT EXISTS (SELECT 1 FROM "Directory" d WHERE d."id" = t."sandboxId")`;
  for (const { id, sandboxId, startedAt } of runs) {
    await deleteSandboxLog(sandboxId, startedAt);
    await anyOrganization.trialRun.updateMany({ where: { id, sandboxId }, data: { sandboxId: null } });
  }
}
