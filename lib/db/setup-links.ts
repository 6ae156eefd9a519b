import type { Database } from "./client";

export async function insertSetupLink(
  db: Database,
  link: { readonly id: string; readonly hash: string; readonly expiresAt: Date },
): Promise<void> {
  await db.setupLink.create({ data: link, select: { id: true } });
}

/** Links that were not used end here: a new one replaces them. */
export async function deleteUnusedSetupLinks(db: Database): Promise<void> {
  await db.setupLink.deleteMany({ where: { usedAt: null } });
}

/** @param hash SHA-256 of the link's secret, hex */
export async function isSetupLinkUsable(db: Database, hash: string, now: Date): Promise<boolean> {
  const row = await db.setupLink.findFirst({
    where: { hash, usedAt: null, expiresAt: { gt: now } },
    select: { id: true },
  });
  return row !== null;
}

/** Uses up a link. Of two racing callers one gets true. */
export async function consumeSetupLink(db: Database, hash: string, now: Date): Promise<boolean> {
  const { count } = await db.setupLink.updateMany({
    where: { hash, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  return count > 0;
}

/** Until the transaction ends, no other one can make a first admin. The number is arbitrary, and Muster's own. */
export async function lockSetup(db: Database): Promise<void> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(5402211)`;
}
