import { uuidv7 } from "uuidv7";
import type { OrganizationScope } from "@/lib/auth/scope";
import { mintToken } from "@/lib/auth/token-secret";
import type { TokenDraft } from "@/lib/db/tokens";
import { expiryOf } from "@/lib/inputs/expiry";
import type { Expiry } from "@/lib/inputs/expiry";
import { nameOf } from "./actor-name";

/** A token that is not stored yet. Without a name it gets one of the day; without an expiry it has no end. */
export function draftToken(
  scope: OrganizationScope,
  directoryId: string,
  wanted: Expiry & { readonly name?: string | undefined },
): { readonly secret: string; readonly draft: TokenDraft } {
  const now = new Date();
  const { token: secret, ...minted } = mintToken();
  const draft = {
    ...minted,
    id: uuidv7(),
    directoryId,
    name: wanted.name === undefined || wanted.name === "" ? `Token of ${now.toISOString().slice(0, 10)}` : wanted.name,
    createdBy: nameOf(scope.actor),
    expiresAt: expiryOf(wanted, now),
    noExpiryReason: wanted.noExpiryReason ?? null,
  };
  return { secret, draft };
}

/** What an audit event tells of a new token. */
export const auditedToken = ({ id, key, expiresAt, noExpiryReason }: TokenDraft) => ({
  tokenId: id,
  key,
  expiresAt: expiresAt?.toISOString() ?? null,
  noExpiryReason,
});
