import type { OrganizationScope } from "@/lib/auth/scope";
import { Prisma } from "@/prisma/generated/client";
import type { Database } from "./client";
import { db as anyOrganization } from "./client";

/** Whether a token of that alias works, by the database's clock, also after having waited for a lock. */
const live = (alias: Prisma.Sql) =>
  Prisma.sql`(${alias}."revokedAt" IS NULL AND (${alias}."expiresAt" IS NULL OR ${alias}."expiresAt" > clock_timestamp()))`;

const [o, n] = [Prisma.sql`o`, Prisma.sql`n`];

/** A rotation runs while the old token and the new one that replaces it both work. */
const running = Prisma.sql`n."directoryId" = o."directoryId" AND n."replacesTokenId" = o."id" AND ${live(o)} AND ${live(n)}`;

/** Safe to end the old one: the new one was seen, and the old one was quiet since, for so long. */
const proved = (quietMinutes: number) => Prisma.sql`n."lastUsedAt" IS NOT NULL
  AND GREATEST(o."lastUsedAt", n."createdAt") <= clock_timestamp() - make_interval(mins => ${quietMinutes}::int)`;

/** Where a token stands in rotations; its row is locked until the transaction ends. */
export interface LockedToken {
  readonly isLive: boolean;
  readonly expiresAt: Date | null;
  /** The live token that replaces it. */
  readonly replacedBy: string | null;
  /** The live token that it replaces. */
  readonly replaces: string | null;
}

/** Locks a token, so that of several who rotate, cancel or end it at once each sees what the one before has done. */
export async function lockToken(
  db: Database,
  { organizationId }: OrganizationScope,
  id: string,
): Promise<LockedToken | undefined> {
  const locked = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM "Token" WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${id}::uuid FOR UPDATE`;
  if (locked.length === 0) return undefined;
  // A statement of its own: the one that waited for the lock still sees the rows of before.
  const rows = await db.$queryRaw<LockedToken[]>`
    SELECT ${live(Prisma.sql`t`)} AS "isLive", t."expiresAt",
      (SELECT n."id" FROM "Token" n WHERE n."directoryId" = t."directoryId" AND n."replacesTokenId" = t."id" AND ${live(n)}
        LIMIT 1) AS "replacedBy",
      (SELECT o."id" FROM "Token" o WHERE o."directoryId" = t."directoryId" AND o."id" = t."replacesTokenId" AND ${live(o)})
        AS "replaces"
    FROM "Token" t WHERE t."organizationId" = ${organizationId}::uuid AND t."id" = ${id}::uuid`;
  return rows[0];
}

/** Has a token end after so many seconds of the database's clock, or when it would have ended anyway. */
export async function endTokenIn(
  db: Database,
  { organizationId }: OrganizationScope,
  id: string,
  seconds: number,
): Promise<Date | undefined> {
  const rows = await db.$queryRaw<{ expiresAt: Date }[]>`
    UPDATE "Token" SET "expiresAt" = LEAST("expiresAt", clock_timestamp() + make_interval(secs => ${seconds}::int))
    WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${id}::uuid RETURNING "expiresAt"`;
  return rows[0]?.expiresAt;
}

/** Locks the token that `id` replaces, if that rotation runs: before `id`, as everybody locks them. @returns its id */
export async function lockReplaced(
  db: Database,
  { organizationId }: OrganizationScope,
  id: string,
): Promise<string | undefined> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT o."id" FROM "Token" o JOIN "Token" n ON ${running}
    WHERE n."organizationId" = ${organizationId}::uuid AND n."id" = ${id}::uuid FOR UPDATE OF o`;
  return rows[0]?.id;
}

/** Gives the token that `id` replaces its own expiry back. */
export async function restoreReplaced(db: Database, { organizationId }: OrganizationScope, id: string): Promise<void> {
  await db.$executeRaw`
    UPDATE "Token" o SET "expiresAt" = n."replacedExpiresAt" FROM "Token" n
    WHERE n."organizationId" = ${organizationId}::uuid AND n."id" = ${id}::uuid
      AND o."directoryId" = n."directoryId" AND o."id" = n."replacesTokenId" AND ${live(o)}`;
}

/** An old token whose end was left to the proof, and the proof is there. */
export interface ProvedRotation {
  readonly organizationId: string;
  readonly directoryId: string;
  readonly tokenId: string;
  readonly name: string;
  readonly newTokenId: string;
}

const provedRotations = (quietMinutes: number) => Prisma.sql`
  SELECT o."organizationId", o."directoryId", o."id" AS "tokenId", o."name", n."id" AS "newTokenId"
  FROM "Token" o JOIN "Token" n ON ${running} AND n."endsReplacedOnProof" AND ${proved(quietMinutes)}`;

/** Of all organizations: the schedule's list of what to end. */
export async function listProvedRotations(quietMinutes: number): Promise<ProvedRotation[]> {
  return anyOrganization.$queryRaw<ProvedRotation[]>`${provedRotations(quietMinutes)}`;
}

/**
 * Locks both tokens of a proved rotation.
 * @returns undefined when it is proved no more, or somebody else has just locked one of them
 */
export async function lockProvedRotation(
  db: Database,
  { organizationId }: OrganizationScope,
  tokenId: string,
  quietMinutes: number,
): Promise<ProvedRotation | undefined> {
  const rows = await db.$queryRaw<ProvedRotation[]>`${provedRotations(quietMinutes)}
    WHERE o."organizationId" = ${organizationId}::uuid AND o."id" = ${tokenId}::uuid FOR UPDATE OF o, n SKIP LOCKED`;
  return rows[0];
}
