import type { DirectoryScope } from "@/lib/auth/scope";
import type { Database } from "./client";
import { db as anyOrganization } from "./client";

export interface BrakeRecord {
  readonly trippedAt: Date | null;
  readonly trippedAllowed: number | null;
  readonly trippedEventId: string | null;
  readonly restsUntil: Date | null;
  readonly releasedAt: Date | null;
  readonly releasedBy: string | null;
  /** Disables and deletes within the hours that still count. */
  readonly recent: number;
  /** Of the directory, whatever their state. */
  readonly people: number;
}

/** Where the brake stands, counting over so many hours. */
export async function readBrake(scope: DirectoryScope, hours: number): Promise<BrakeRecord | undefined> {
  const rows = await anyOrganization.$queryRaw<BrakeRecord[]>`
    SELECT k."trippedAt", k."trippedAllowed", k."trippedEventId", k."releasedAt", k."releasedBy",
      CASE WHEN k."restsUntil" > clock_timestamp() THEN k."restsUntil" END AS "restsUntil",
      (SELECT count(*)::int FROM "Deprovision" p WHERE p."directoryId" = d."id" AND p."number" > k."settled"
        AND p."at" >= clock_timestamp() - make_interval(hours => ${hours}::int)) AS "recent",
      coalesce((SELECT sum(c."count")::int FROM "ResourceCount" c
        WHERE c."directoryId" = d."id" AND c."resourceType" = 'User'), 0) AS "people"
    FROM "Directory" d LEFT JOIN "DeprovisionBrake" k ON k."directoryId" = d."id"
    WHERE d."id" = ${scope.directoryId}::uuid AND d."organizationId" = ${scope.organizationId}::uuid`;
  return rows[0];
}

/**
 * The brake is no longer tripped, and what was counted counts no more.
 * @param restsForHours how long nothing is held; 0: it counts at once
 * @returns whether it had tripped or a rest was asked for: whether there was anything to change
 */
export async function releaseBrakeOf(
  db: Database,
  { directoryId, organizationId }: DirectoryScope,
  by: string,
  restsForHours: number,
): Promise<boolean> {
  const changed = await db.$executeRaw`
    UPDATE "DeprovisionBrake" SET "trippedAt" = NULL, "trippedAllowed" = NULL, "trippedEventId" = NULL,
      "settled" = "number", "releasedAt" = clock_timestamp(), "releasedBy" = ${by},
      "restsUntil" = CASE WHEN ${restsForHours}::int > 0
        THEN clock_timestamp() + make_interval(hours => ${restsForHours}::int) END
    WHERE "directoryId" = ${directoryId}::uuid AND "organizationId" = ${organizationId}::uuid
      AND ("trippedAt" IS NOT NULL OR ${restsForHours}::int > 0)`;
  return changed > 0;
}

/** Forgets, in all organizations, what is too old for any brake to count. */
export async function forgetDeprovisions(before: Date): Promise<void> {
  await anyOrganization.$executeRaw`DELETE FROM "Deprovision" WHERE "at" < ${before}`;
}

/** A directory whose brake holds. */
export interface TrippedBrake {
  readonly organizationId: string;
  readonly directoryId: string;
}

/** Of all organizations: whose brake has tripped before a moment, and nobody was told. */
export async function listUntoldTrips(before: Date): Promise<TrippedBrake[]> {
  return anyOrganization.$queryRaw<TrippedBrake[]>`SELECT k."organizationId", k."directoryId"
    FROM "DeprovisionBrake" k JOIN "Directory" d ON d."id" = k."directoryId" AND d."sandboxOf" IS NULL
    WHERE k."trippedAt" < ${before} AND (k."toldAt" IS NULL OR k."toldAt" < k."trippedAt")`;
}

/** What there is to tell of a brake that holds. */
export interface TripToTell {
  readonly trippedAt: Date;
  readonly allowed: number;
  readonly held: number;
  readonly organizationSlug: string;
  readonly organizationName: string;
  readonly directorySlug: string;
  readonly directoryName: string;
  readonly application: string;
  readonly provider: "entra" | "okta" | "other";
}

/**
 * Takes it upon the transaction to tell of a brake: of several who try, one gets the facts.
 * @returns undefined when it was told meanwhile, or holds no more
 */
export async function takeUntoldTrip(
  db: Database,
  { directoryId, organizationId }: DirectoryScope,
  at: Date,
): Promise<TripToTell | undefined> {
  const rows = await db.$queryRaw<TripToTell[]>`WITH told AS (
      UPDATE "DeprovisionBrake" SET "toldAt" = ${at}::timestamptz
      WHERE "directoryId" = ${directoryId}::uuid AND "organizationId" = ${organizationId}::uuid
        AND "trippedAt" IS NOT NULL AND ("toldAt" IS NULL OR "toldAt" < "trippedAt")
      RETURNING "directoryId", "trippedAt", "trippedAllowed"
    )
    SELECT told."trippedAt", coalesce(told."trippedAllowed", 0) AS "allowed",
      (SELECT count(*)::int FROM "HeldUser" h WHERE h."directoryId" = told."directoryId") AS "held",
      o."slug" AS "organizationSlug", o."name" AS "organizationName", d."slug" AS "directorySlug",
      d."name" AS "directoryName", d."application", d."provider"::text AS "provider"
    FROM told JOIN "Directory" d ON d."id" = told."directoryId" JOIN "Organization" o ON o."id" = d."organizationId"`;
  return rows[0];
}
