import type { OrganizationScope } from "@/lib/auth/scope";
import type { Database } from "./client";

/** A token without what could verify it: the hash is written here and read only by lib/db/credentials.ts. */
export interface TokenRecord {
  readonly id: string;
  readonly directoryId: string;
  readonly name: string;
  readonly key: string;
  readonly lastFour: string;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly lastUsedAt: Date | null;
  readonly lastUsedIp: string | null;
  readonly expiresAt: Date | null;
  /** Why it has no end. */
  readonly noExpiryReason: string | null;
  readonly revokedAt: Date | null;
  /** The old token that this one takes the place of. */
  readonly replacesTokenId: string | null;
  /** The old one ends by itself, once this one was seen and that one was quiet. */
  readonly endsReplacedOnProof: boolean;
}

/** A token to store: what it is, its hash, and the rotation that it begins. */
export type TokenDraft = Pick<TokenRecord, "id" | "directoryId" | "name" | "key" | "lastFour" | "createdBy"> &
  Pick<TokenRecord, "expiresAt" | "noExpiryReason"> &
  Partial<Pick<TokenRecord, "replacesTokenId" | "endsReplacedOnProof">> & {
    readonly hash: string;
    readonly replacedExpiresAt?: Date | null;
    readonly isProbe?: boolean;
  };

const columns = {
  id: true,
  directoryId: true,
  name: true,
  key: true,
  lastFour: true,
  createdAt: true,
  createdBy: true,
  lastUsedAt: true,
  lastUsedIp: true,
  expiresAt: true,
  noExpiryReason: true,
  revokedAt: true,
  replacesTokenId: true,
  endsReplacedOnProof: true,
} as const;

export async function insertToken(
  db: Database,
  { organizationId }: OrganizationScope,
  token: TokenDraft,
): Promise<TokenRecord> {
  return db.token.create({ data: { ...token, organizationId }, select: columns });
}

/** A directory's tokens, also those that ended, without those of connection tests; the newest first. */
export async function listTokensOf(
  db: Database,
  { organizationId }: OrganizationScope,
  directoryId: string,
): Promise<TokenRecord[]> {
  return db.token.findMany({
    where: { organizationId, directoryId, isProbe: false },
    select: columns,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
}

export async function findToken(
  db: Database,
  { organizationId }: OrganizationScope,
  id: string,
): Promise<TokenRecord | undefined> {
  return (await db.token.findFirst({ where: { organizationId, id }, select: columns })) ?? undefined;
}

/** Whose token it is; for the operator, who names a token by its id alone. */
export async function findTokenOrganization(db: Database, id: string): Promise<string | undefined> {
  return (await db.token.findUnique({ where: { id }, select: { organizationId: true } }))?.organizationId;
}

/** @returns whether there was a live one to end. The row's trigger tells every process at once. */
export async function endToken(
  db: Database,
  { organizationId }: OrganizationScope,
  id: string,
  now: Date,
): Promise<boolean> {
  const { count } = await db.token.updateMany({
    where: { organizationId, id, revokedAt: null },
    data: { revokedAt: now },
  });
  return count > 0;
}

/** Removes the token of a connection test. The row's trigger tells every process at once. */
export async function deleteProbeToken(db: Database, { organizationId }: OrganizationScope, id: string): Promise<void> {
  await db.token.deleteMany({ where: { organizationId, id, isProbe: true } });
}
