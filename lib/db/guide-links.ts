import type { OrganizationScope } from "@/lib/auth/scope";
import { pool } from "./pool";
import type { Database } from "./client";

/** A setup link without what could open it: the hash is written, and looked for, but never read. */
export interface GuideLinkRecord {
  readonly id: string;
  readonly directoryId: string;
  readonly label: string;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
}

/** A link with whose it is. */
export interface FoundGuideLink extends GuideLinkRecord {
  readonly organization: { readonly id: string; readonly name: string };
}

const columns = {
  id: true,
  directoryId: true,
  label: true,
  createdAt: true,
  createdBy: true,
  expiresAt: true,
  revokedAt: true,
  lastUsedAt: true,
} as const;

export async function insertGuideLink(
  db: Database,
  { organizationId }: OrganizationScope,
  link: Pick<GuideLinkRecord, "id" | "directoryId" | "label" | "createdBy" | "expiresAt"> & { readonly hash: string },
): Promise<GuideLinkRecord> {
  return db.guideLink.create({ data: { ...link, organizationId }, select: columns });
}

/** A directory's links, also those that ended; the newest first. */
export async function listGuideLinksOf(
  db: Database,
  { organizationId }: OrganizationScope,
  directoryId: string,
): Promise<GuideLinkRecord[]> {
  return db.guideLink.findMany({
    where: { organizationId, directoryId },
    select: columns,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
}

export async function findGuideLink(
  db: Database,
  { organizationId }: OrganizationScope,
  id: string,
): Promise<GuideLinkRecord | undefined> {
  return (await db.guideLink.findFirst({ where: { organizationId, id }, select: columns })) ?? undefined;
}

/** Whose link it is; for the operator, who names a link by its id alone. */
export async function findGuideLinkOrganization(db: Database, id: string): Promise<string | undefined> {
  return (await db.guideLink.findUnique({ where: { id }, select: { organizationId: true } }))?.organizationId;
}

/**
 * The link of a secret, whoever's it is: lib/auth makes the scope of it.
 * @param hash SHA-256 of the secret, hex
 */
export async function findGuideLinkByHash(db: Database, hash: string): Promise<FoundGuideLink | undefined> {
  const row = await db.guideLink.findUnique({
    where: { hash },
    select: { ...columns, directory: { select: { organization: { select: { id: true, name: true } } } } },
  });
  if (row === null) return undefined;
  const { directory, ...link } = row;
  return { ...link, organization: directory.organization };
}

/** Ends a live link. Ending an ended one changes nothing. */
export async function endGuideLink(
  db: Database,
  { organizationId }: OrganizationScope,
  id: string,
  now: Date,
): Promise<void> {
  await db.guideLink.updateMany({ where: { organizationId, id, revokedAt: null }, data: { revokedAt: now } });
}

/** Notes that a link was used. Never moves the time backwards. */
export async function touchGuideLink(directoryId: string, id: string, now: Date): Promise<void> {
  await pool.query(
    `UPDATE "GuideLink" SET "lastUsedAt" = $3
     WHERE "directoryId" = $1 AND "id" = $2 AND ("lastUsedAt" IS NULL OR "lastUsedAt" < $3)`,
    [directoryId, id, now],
  );
}
