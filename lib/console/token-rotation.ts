import { musterScope } from "@/lib/auth/muster";
import { requirePermission } from "@/lib/auth/permissions";
import type { OrganizationScope } from "@/lib/auth/scope";
import { insertAuditEvent } from "@/lib/db/audit-events";
import { db } from "@/lib/db/client";
import {
  endTokenIn,
  listProvedRotations,
  lockProvedRotation,
  lockToken,
  restoreReplaced,
} from "@/lib/db/token-rotations";
import { endToken, findToken, insertToken } from "@/lib/db/tokens";
import { notFound, Refusal } from "@/lib/inputs/refusal";
import { quietMinutes } from "@/lib/inputs/token-rotation";
import type { CancelRotationInput, RotateTokenInput } from "@/lib/inputs/token-rotation";
import { audited } from "./audited";
import { auditedToken, draftToken } from "./draft-token";
import type { CreatedTokenDto } from "./tokens";

export interface RotatedTokenDto extends CreatedTokenDto {
  /** When the old one ends; null: on proof, or as before. */
  readonly oldEndsAt: Date | null;
}

const hour = 60 * 60;
const secondsUntil = { "1h": hour, "24h": 24 * hour, "7d": 7 * 24 * hour } as const;

/**
 * Issues a token in place of another one and says when that ends. Both work until then, and `cancelRotation` gives the old
 * one its own expiry back.
 * @throws ForbiddenError, Refusal when the organization has no such token, it has ended, or is in a rotation already
 */
export async function rotateToken(scope: OrganizationScope, input: RotateTokenInput): Promise<RotatedTokenDto> {
  requirePermission(scope.actor, "token:create");
  requirePermission(scope.actor, "token:revoke");
  const { tokenId, oldEnds } = input;
  const old = await findToken(db, scope, tokenId);
  if (old === undefined) throw notFound();
  const name = input.name === undefined || input.name === "" ? old.name : input.name;
  const { secret, draft } = draftToken(scope, old.directoryId, { ...input, name });
  return audited(scope, async (transaction) => {
    const locked = await lockToken(transaction, scope, tokenId);
    if (locked === undefined) throw notFound();
    if (!locked.isLive) throw new Refusal("errors.tokenEnded");
    if (locked.replacedBy !== null || locked.replaces !== null) throw new Refusal("errors.rotationRuns");
    await insertToken(transaction, scope, {
      ...draft,
      replacesTokenId: tokenId,
      replacedExpiresAt: locked.expiresAt,
      endsReplacedOnProof: oldEnds === "proof",
    });
    const oldEndsAt = await end();
    return {
      value: { token: secret, tokenId: draft.id, name, expiresAt: draft.expiresAt, oldEndsAt },
      entry: {
        action: "token.rotate",
        target: old.name,
        directoryId: old.directoryId,
        details: {
          ...auditedToken(draft),
          replacesTokenId: tokenId,
          oldEnds,
          oldEndsAt: oldEndsAt?.toISOString() ?? null,
        },
      },
    };

    async function end(): Promise<Date | null> {
      if (oldEnds === "proof") return locked?.expiresAt ?? null;
      if (oldEnds !== "now") return (await endTokenIn(transaction, scope, tokenId, secondsUntil[oldEnds])) ?? null;
      const now = new Date();
      await endToken(transaction, scope, tokenId, now);
      return now;
    }
  });
}

/**
 * Revokes the new token of a running rotation; the old one stays, and ends when it would have without it.
 * @throws ForbiddenError, Refusal when the organization has no such token, or it is in no rotation any more
 */
export async function cancelRotation(
  scope: OrganizationScope,
  { tokenId }: CancelRotationInput,
): Promise<{ readonly name: string }> {
  requirePermission(scope.actor, "token:revoke");
  const old = await findToken(db, scope, tokenId);
  if (old === undefined) throw notFound();
  return audited(scope, async (transaction) => {
    const locked = await lockToken(transaction, scope, tokenId);
    if (locked === undefined || !locked.isLive || locked.replacedBy === null) throw new Refusal("errors.rotationOver");
    await endToken(transaction, scope, locked.replacedBy, new Date());
    await restoreReplaced(transaction, scope, locked.replacedBy);
    return {
      value: { name: old.name },
      entry: {
        action: "token.rotate.cancel",
        target: old.name,
        directoryId: old.directoryId,
        details: { tokenId, revokedTokenId: locked.replacedBy },
      },
    };
  });
}

/**
 * Ends the old tokens whose end was left to the proof and whose proof is there, of all organizations. Copies of Muster may
 * do it at once: each token is ended, and told of, once.
 * @returns how many this process ended
 */
export async function endProvedRotations(): Promise<number> {
  let ended = 0;
  for (const { organizationId, tokenId } of await listProvedRotations(quietMinutes)) {
    const scope = musterScope(organizationId);
    ended += await db.$transaction(async (transaction) => {
      const proved = await lockProvedRotation(transaction, scope, tokenId, quietMinutes);
      if (proved === undefined) return 0;
      await endToken(transaction, scope, tokenId, new Date());
      await insertAuditEvent(transaction, scope, {
        action: "token.rotate.finish",
        target: proved.name,
        directoryId: proved.directoryId,
        details: { tokenId, newTokenId: proved.newTokenId },
      });
      return 1;
    });
  }
  return ended;
}
