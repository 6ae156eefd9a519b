import { profileOf } from "@/lib/applications/applications";
import { defaultRequestsPerSecond } from "@/lib/applications/request-rate";
import type { Credential } from "@/lib/db/credentials";
import { codes } from "@/lib/insight/codes";
import { ScimError } from "@/lib/scim/errors";
import { credentialCache } from "./credential-cache";
import type { ProvisioningScope } from "./scope";
import { isSameHash, parseToken } from "./token-secret";

/**
 * Who a SCIM request is. A refused one still has a scope when the public part of its token is known: its directory's log
 * can then tell the administrator what nobody else can.
 */
export type Authentication =
  | { readonly ok: true; readonly scope: ProvisioningScope }
  | { readonly ok: false; readonly scope?: ProvisioningScope; readonly error: ScimError };

const unauthorized = (detail: string, code: string) =>
  new ScimError(401, undefined, detail, {
    code,
    // RFC 6750 §3: no error attribute where no credential was given.
    headers: {
      "WWW-Authenticate":
        code === codes.tokenMissing ? `Bearer realm="Muster"` : `Bearer realm="Muster", error="invalid_token"`,
    },
  });

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
    return { ok: false, error: unauthorized(detail, header ? codes.tokenMalformed : codes.tokenMissing) };
  }
  const presented = parseToken(match[1]);
  if (!presented) {
    return {
      ok: false,
      error: unauthorized(
        `The token is not one of Muster's, or a part of it was lost when it was copied. Copy the whole token (mus_…) again.`,
        codes.tokenMalformed,
      ),
    };
  }
  const credential = await credentialCache.find(presented.key, now.getTime());
  if (!credential) return { ok: false, error: unauthorized(unknownToken(presented.key), codes.tokenUnknown) };
  const scope = toScope(credential);
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

const unknownToken = (key: string) =>
  `The token mus_${key}_… is not known here. Make a new one under Identity management and paste it into Secret Token.`;

const ended = (key: string, how: string, at: Date, code: string) =>
  unauthorized(
    `The token mus_${key}_… ${how} on ${at.toISOString()}. Make a new one under Identity management and paste it into Secret Token.`,
    code,
  );

const scopes = new WeakMap<Credential, ProvisioningScope>();

function toScope(credential: Credential): ProvisioningScope {
  const known = scopes.get(credential);
  if (known) return known;
  const scope: ProvisioningScope = {
    organizationId: credential.organizationId,
    directoryId: credential.directoryId,
    actor: { kind: "token", tokenId: credential.tokenId },
    organizationName: credential.organizationName,
    directory: {
      slug: credential.slug,
      name: credential.name,
      enabled: credential.enabled,
      requestsPerSecond: credential.requestsPerSecond ?? defaultRequestsPerSecond,
      profile: profileOf(credential.application, credential.settings),
      domains: credential.domains,
    },
  };
  scopes.set(credential, scope);
  return scope;
}
