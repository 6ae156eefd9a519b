import { db } from "./client";

export interface OutboxCount {
  readonly channel: string;
  readonly due: number;
  readonly givenUp: number;
}

/** Messages of all organizations that are not delivered, by channel. */
export async function countOutbox(): Promise<OutboxCount[]> {
  return db.$queryRaw<OutboxCount[]>`
    SELECT "channel", count("nextAttemptAt")::int AS "due", count("givenUpAt")::int AS "givenUp"
    FROM "OutboxMessage" WHERE "deliveredAt" IS NULL GROUP BY "channel"`;
}

export interface DirectoryState {
  /** Slugs. */
  readonly organization: string;
  readonly directory: string;
  readonly application: string;
  /** A HealthState of lib/insight/finding.ts; waiting where no survey has been made. */
  readonly health: string;
  readonly openFindings: number;
  readonly lastUsedAt: Date | null;
}

/** Every directory of every organization. */
export async function directoryStates(): Promise<DirectoryState[]> {
  return db.$queryRaw<DirectoryState[]>`
    SELECT o."slug" AS "organization", d."slug" AS "directory", d."application",
      coalesce(h."state", 'waiting') AS "health",
      (SELECT count(*)::int FROM "Finding" f WHERE f."directoryId" = d."id" AND f."clearedAt" IS NULL) AS "openFindings",
      greatest(
        (SELECT max(t."lastUsedAt") FROM "Token" t WHERE t."directoryId" = d."id"),
        (SELECT max(c."lastUsedAt") FROM "OAuthClient" c WHERE c."directoryId" = d."id")) AS "lastUsedAt"
    FROM "Directory" d JOIN "Organization" o ON o."id" = d."organizationId"
      LEFT JOIN "DirectoryHealth" h ON h."directoryId" = d."id"
    WHERE d."sandboxOf" IS NULL`;
}
