import type { Credential } from "@/lib/db/credentials";
import { codes } from "@/lib/insight/codes";
import type { ScimError } from "@/lib/scim/errors";
import { authenticateAccessToken, refuseClientSecret } from "./access-bearer";
import { unauthorized } from "./authentication";
import type { Authentication } from "./authentication";
import { credentialCache } from "./credential-cache";
import { provisioningScope } from "./provisioning-scope";
import { isSameHash, keyIn, parseToken } from "./token-secret";

/**
 * The Scope of an `Authorization` header. The scheme name compares without case (RFC 9110 §11.1). A cached look-up, or one
 * round trip.
 */
export async function authenticate(header: string | undefined, now: Date): Promise<Authentication> {
  const match = /^bearer +(\S+)\s*$/i.exec(header ?? "");
  if (!match?.[1]) {
    const detail = header
      ? `The Authorization header is not of the form "Bearer <token>". In Entra, paste only the token into Secret Token, without the word Bearer.`
      : `The request carries no Authorization header. Paste the API token of Identity management into Secret Token.`;
    return damaged(header ?? "", now, unauthorized(detail, header ? codes.tokenMalformed : codes.tokenMissing));
  }
  const text = match[1];
  const presented = parseToken(text);
  if (!presented) {
    if (text.startsWith("mua_")) return authenticateAccessToken(text, now);
    if (text.startsWith("muc_")) return refuseClientSecret(text, now);
    const detail = `The token is not one of Muster's, or a part of it was lost when it was copied. Copy the whole token (mus_…) again.`;
    return damaged(text, now, unauthorized(detail, codes.tokenMalformed));
  }
  const credential = await credentialCache.find(presented.key, now.getTime());
  if (!credential) return { ok: false, error: unauthorized(unknownToken(presented.key), codes.tokenUnknown) };
  const scope = scopeOf(credential);
  if (!isSameHash(credential.hash, presented.hash)) {
    return { ok: false, scope, error: unauthorized(unknownToken(presented.key), codes.tokenUnknown) };
  }
  if (credential.revokedAt) {
    return { ok: false, scope, error: ended(presented.key, "was revoked", credential.revokedAt, codes.tokenRevoked) };
  }
  if (credential.expiresAt && credential.expiresAt <= now) {
    return { ok: false, scope, error: ended(presented.key, "expired", credential.expiresAt, codes.tokenExpired) };
  }
  return { ok: true, scope };
}

const scopeOf = (credential: Credential) =>
  provisioningScope(credential, credential, { kind: "token", tokenId: credential.tokenId });

/** Whoever pastes a token tries a few times; a flood of made-up ones shall cost neither look-ups nor rows of the log. */
const tracedPerSecond = 10;
const traced = { second: 0, count: 0 };

function mayTrace(now: Date): boolean {
  const second = Math.floor(now.getTime() / 1000);
  if (second !== traced.second) Object.assign(traced, { second, count: 0 });
  traced.count += 1;
  return traced.count <= tracedPerSecond;
}

/** A token that was cut short, or pasted with a word too many, still says in whose log the refusal belongs. */
async function damaged(text: string, now: Date, error: ScimError): Promise<Authentication> {
  const key = keyIn(text);
  if (key === undefined || !mayTrace(now)) return { ok: false, error };
  const credential = await credentialCache.find(key, now.getTime());
  return { ok: false, error, ...(credential && { scope: scopeOf(credential) }) };
}

const unknownToken = (key: string) =>
  `The token mus_${key}_… is not known here. Make a new one under Identity management and paste it into Secret Token.`;

const ended = (key: string, how: string, at: Date, code: string) =>
  unauthorized(
    `The token mus_${key}_… ${how} on ${at.toISOString()}. Make a new one under Identity management and paste it into Secret Token.`,
    code,
  );
