import type { DirectoryScope, OrganizationScope } from "@/lib/auth/scope";
import { Prisma } from "@/prisma/generated/client";
import type { Database } from "./client";
import { db as anyOrganization } from "./client";
import type { ProviderName } from "./directories";

/** A token or client secret that ends soon or has ended, and was not revoked. */
export interface EndingCredential {
  readonly organizationId: string;
  readonly organizationSlug: string;
  readonly organizationName: string;
  readonly directoryId: string;
  readonly directorySlug: string;
  readonly directoryName: string;
  readonly application: string;
  readonly provider: ProviderName;
  readonly kind: "token" | "secret";
  readonly id: string;
  /** Of the token, or of the client whose secret it is. */
  readonly name: string;
  /** The public part: the token's key, or the client's identifier. */
  readonly identifier: string;
  readonly lastFour: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly expiresAt: Date;
  /** When it was refused first, of late: it has ended and is still in use. */
  readonly refusedAt: Date | null;
}

/** How long back refusals are looked for. Entra tries a quarantined application once a day (ENTRA.md §7.2). */
const refusedHours = 26;
/** Who ended longer ago, or was not used in its last days, is not looked for in the log. */
const inUseDays = 7;

/**
 * A credential was replaced: a rotation's new token lives, or its client has a newer secret that outlives it and that
 * was seen since. Nobody has to do anything about its end.
 */
const tokenReplaced = Prisma.sql`EXISTS (
  SELECT 1 FROM "Token" n WHERE n."directoryId" = t."directoryId" AND n."replacesTokenId" = t."id"
    AND n."revokedAt" IS NULL AND (n."expiresAt" IS NULL OR n."expiresAt" > clock_timestamp()))`;
const secretReplaced = Prisma.sql`EXISTS (
  SELECT 1 FROM "OAuthSecret" n WHERE n."directoryId" = s."directoryId" AND n."clientId" = s."clientId"
    AND n."revokedAt" IS NULL AND n."createdAt" > s."createdAt"
    AND (n."expiresAt" IS NULL OR n."expiresAt" > GREATEST(s."expiresAt", clock_timestamp()))
    AND n."lastUsedAt" > COALESCE(s."lastUsedAt", s."createdAt"))`;

/** The first refusal of an ended credential by one of `codes`, in the log of the last hours. */
const refused = (holder: Prisma.Sql, credential: Prisma.Sql, code: string, now: Date) => Prisma.sql`(
  SELECT e."at" FROM "ProvisioningEvent" e
  WHERE ${credential}."expiresAt" <= ${now} AND ${credential}."expiresAt" > ${daysBefore(now, inUseDays)}
    AND ${credential}."lastUsedAt" > ${credential}."expiresAt" - make_interval(days => ${inUseDays}::int)
    AND e."directoryId" = ${credential}."directoryId" AND e."credentialId" = ${holder}
    AND e."id" >= ${uuidFloorSql(Prisma.sql`GREATEST(${credential}."expiresAt", ${hoursBefore(now, refusedHours)})`)}
    AND e."httpStatus" = 401 AND e."code" = ${code} AND position('expired on' in e."detail") > 0
    AND e."action" <> 'selfTest'
  ORDER BY e."id" LIMIT 1)`;

const hourMs = 60 * 60 * 1000;
const hoursBefore = (now: Date, hours: number) => new Date(now.getTime() - hours * hourMs);
const daysBefore = (now: Date, days: number) => hoursBefore(now, days * 24);

/** As uuid-time.ts makes it, of a time that only the database has. */
const uuidFloorSql = (time: Prisma.Sql) =>
  Prisma.sql`(lpad(to_hex(floor(extract(epoch FROM ${time}) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid`;

export interface EndingWanted {
  readonly now: Date;
  /** Ends until then. */
  readonly until: Date;
  /** The codes of a refusal because of its end: of tokens, and of client secrets. */
  readonly codes: { readonly token: string; readonly secret: string };
}

function endingCredentials(owner: Prisma.Sql, { now, until, codes }: EndingWanted): Prisma.Sql {
  return Prisma.sql`
    SELECT c.*, o."slug" AS "organizationSlug", o."name" AS "organizationName", d."slug" AS "directorySlug",
      d."name" AS "directoryName", d."application", d."provider"::text AS "provider"
    FROM (
      SELECT t."organizationId", t."directoryId", 'token' AS "kind", t."id", t."name", t."key" AS "identifier",
        t."lastFour", t."createdAt", t."lastUsedAt", t."expiresAt",
        ${refused(Prisma.sql`t."id"`, Prisma.sql`t`, codes.token, now)} AS "refusedAt", ${tokenReplaced} AS "replaced"
      FROM "Token" t
      WHERE t."revokedAt" IS NULL AND NOT t."isProbe" AND t."expiresAt" > ${daysBefore(now, inUseDays)} AND t."expiresAt" <= ${until}
      UNION ALL
      SELECT s."organizationId", s."directoryId", 'secret', s."id", k."name", k."identifier",
        s."lastFour", s."createdAt", s."lastUsedAt", s."expiresAt",
        ${refused(Prisma.sql`s."clientId"`, Prisma.sql`s`, codes.secret, now)}, ${secretReplaced}
      FROM "OAuthSecret" s
      JOIN "OAuthClient" k ON k."directoryId" = s."directoryId" AND k."id" = s."clientId" AND k."revokedAt" IS NULL
      WHERE s."revokedAt" IS NULL AND s."expiresAt" > ${daysBefore(now, inUseDays)} AND s."expiresAt" <= ${until}
    ) c
    JOIN "Directory" d ON d."id" = c."directoryId" AND d."sandboxOf" IS NULL
    JOIN "Organization" o ON o."id" = c."organizationId"
    WHERE ${owner} AND (c."refusedAt" IS NOT NULL OR (c."expiresAt" > ${now} AND NOT c."replaced"))
    ORDER BY c."directoryId", c."expiresAt", c."id"`;
}

/** An organization's, or those of one of its directories, in the order of directories and ends. */
export async function listEndingOf(
  db: Database,
  scope: OrganizationScope | DirectoryScope,
  wanted: EndingWanted,
): Promise<EndingCredential[]> {
  const organization = Prisma.sql`c."organizationId" = ${scope.organizationId}::uuid`;
  const owner =
    "directoryId" in scope
      ? Prisma.sql`${organization} AND c."directoryId" = ${scope.directoryId}::uuid`
      : organization;
  return db.$queryRaw<EndingCredential[]>`${endingCredentials(owner, wanted)}`;
}

/** Of all organizations: what the schedule looks through. */
export async function listEnding(wanted: EndingWanted): Promise<EndingCredential[]> {
  return anyOrganization.$queryRaw<EndingCredential[]>`${endingCredentials(Prisma.sql`true`, wanted)}`;
}

/**
 * Notes that people are reminded. Of several processes at it at once, one notes each.
 * @returns the ids of those that nobody had noted before
 */
export async function insertReminders(
  db: Database,
  { organizationId, directoryId }: DirectoryScope,
  credentials: readonly Pick<EndingCredential, "id" | "expiresAt">[],
  { daysBefore: days, at }: { readonly daysBefore: number; readonly at: Date },
): Promise<string[]> {
  const inserted = await db.expiryReminder.createManyAndReturn({
    // In one order, so that two processes wait for each other and do not lock each other out.
    data: [...credentials]
      .sort((left, right) => left.id.localeCompare(right.id))
      .map(({ id, expiresAt }) => ({ organizationId, directoryId, credentialId: id, expiresAt, daysBefore: days, at })),
    skipDuplicates: true,
    select: { credentialId: true },
  });
  return inserted.map(({ credentialId }) => credentialId);
}
