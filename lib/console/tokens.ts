import { requirePermission } from "@/lib/auth/permissions";
import type { OrganizationScope } from "@/lib/auth/scope";
import { db } from "@/lib/db/client";
import { findDirectoryBy } from "@/lib/db/directories";
import { lockReplaced, restoreReplaced } from "@/lib/db/token-rotations";
import { endToken, findToken, insertToken, listTokensOf } from "@/lib/db/tokens";
import type { TokenRecord } from "@/lib/db/tokens";
import { notFound } from "@/lib/inputs/refusal";
import type { CreateTokenInput, RevokeTokenInput } from "@/lib/inputs/token";
import { audited } from "./audited";
import { auditedToken, draftToken } from "./draft-token";

export interface TokenDto {
  readonly id: string;
  readonly name: string;
  /** The public part. */
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

export interface CreatedTokenDto {
  /** The only time that it exists outside its owner's hands. */
  readonly token: string;
  readonly tokenId: string;
  readonly name: string;
  readonly expiresAt: Date | null;
}

/**
 * Issues a bearer token beside those that exist. Without a name it gets one of the day; without an expiry it has no end
 * (CreateTokenInput lets nobody leave it out without a reason).
 * @throws ForbiddenError, Refusal when the organization has no such directory
 */
export async function createToken(scope: OrganizationScope, input: CreateTokenInput): Promise<CreatedTokenDto> {
  const { directoryId } = input;
  requirePermission(scope.actor, "token:create", directoryId);
  const directory = await findDirectoryBy(db, scope, { id: directoryId });
  if (directory === undefined) throw notFound();
  const { secret, draft } = draftToken(scope, directoryId, input);
  const { id: tokenId, name, expiresAt } = draft;
  return audited(scope, async (transaction) => {
    await insertToken(transaction, scope, draft);
    return {
      value: { token: secret, tokenId, name, expiresAt },
      entry: { action: "token.create", target: name, directoryId, details: auditedToken(draft) },
    };
  });
}

/** A directory's tokens, the newest first, also those that ended. */
export async function listTokens(scope: OrganizationScope, directoryId: string): Promise<TokenDto[]> {
  requirePermission(scope.actor, "token:read");
  return (await listTokensOf(db, scope, directoryId)).map(toDto);
}

/**
 * Ends a token, for the next request in every process. Ending an ended one changes nothing. Ending the new one of a running
 * rotation cancels that: the old one does not end with it.
 * @throws ForbiddenError, Refusal when the organization has no such token
 */
export async function revokeToken(scope: OrganizationScope, { tokenId }: RevokeTokenInput): Promise<TokenDto> {
  requirePermission(scope.actor, "token:revoke");
  const before = await findToken(db, scope, tokenId);
  if (before === undefined) throw notFound();
  if (before.revokedAt !== null) return toDto(before);
  const revokedAt = new Date();
  return audited(scope, async (transaction) => {
    const replaced = await lockReplaced(transaction, scope, tokenId);
    await endToken(transaction, scope, tokenId, revokedAt);
    if (replaced !== undefined) await restoreReplaced(transaction, scope, tokenId);
    return {
      value: toDto({ ...before, revokedAt }),
      entry: {
        action: "token.revoke",
        target: before.name,
        directoryId: before.directoryId,
        details: { tokenId, key: before.key },
      },
    };
  });
}

function toDto({ directoryId: _, ...token }: TokenRecord): TokenDto {
  return token;
}
