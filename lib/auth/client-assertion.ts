import { decodeJwt, errors, jwtVerify } from "jose";
import type { JWTPayload } from "jose";
import type { ClientCredential, FederationGrant } from "@/lib/db/oauth-credentials";
import { rememberAssertion } from "@/lib/db/oauth-assertions";
import { codes } from "@/lib/insight/codes";
import { KeysUnavailable, issuerKeys } from "./issuer-keys";
import { OAuthError, invalidClient } from "./oauth-error";
import { hashToken } from "./token-secret";

/** Signatures that need a private key. A shared secret (HS256) or none must never do. */
const algorithms = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
  "Ed25519",
];

/** How far an issuer's clock and ours may differ. */
const clockToleranceS = 60;
/** Entra's live for up to a day; one of years is a secret again, and its jti would have to be kept as long. */
const lifetimeMaxS = 24 * 60 * 60 + 15 * 60;

/**
 * Checks the assertion of a workload that is federated with the client (RFC 7523 §3): issuer, signature by one of the
 * issuer's keys, subject, audience, time, and that its jti, if it has one, is new.
 * @throws OAuthError invalid_client, or 503 when the issuer's keys cannot be had
 */
export async function checkClientAssertion(
  client: ClientCredential,
  assertion: string,
  now: Date,
): Promise<FederationGrant> {
  const federation = client.grants.find((grant) => grant.kind === "federation");
  if (!federation) throw wrong(`The OAuth client ${client.identifier} has no workload identity federation.`);
  requireIssuer(assertion, federation);
  const claims = await verify(assertion, federation, now);
  if (claims.exp > now.getTime() / 1000 + lifetimeMaxS) throw wrong("The assertion lives longer than a day.");
  if (claims.jti !== undefined) await requireFirst(client, claims.jti, claims.exp, now);
  return federation;
}

const wrong = (description: string, remark?: string) => invalidClient(description, codes.assertionWrong, remark);

/** Before any key is fetched: only the issuer that the client trusts is ever asked for keys. */
function requireIssuer(assertion: string, { issuer }: FederationGrant): void {
  let found: unknown;
  try {
    found = decodeJwt(assertion).iss;
  } catch (cause) {
    if (!(cause instanceof errors.JOSEError)) throw cause;
    throw wrong("The assertion is no JSON Web Token.");
  }
  if (found !== issuer) throw differs("issuer", found, issuer);
}

async function verify(
  assertion: string,
  federation: FederationGrant,
  now: Date,
): Promise<{ readonly exp: number; readonly jti: string | undefined }> {
  try {
    const { issuer, subject, audience } = federation;
    const { payload } = await jwtVerify(assertion, issuerKeys(federation), {
      issuer,
      subject,
      audience,
      algorithms,
      clockTolerance: clockToleranceS,
      currentDate: now,
      requiredClaims: ["exp"],
    });
    return { exp: payload.exp ?? 0, jti: payload.jti };
  } catch (error) {
    if (error instanceof KeysUnavailable) throw unavailable(error);
    if (error instanceof errors.JOSEError) throw whyWrong(error, federation);
    throw error;
  }
}

/** Says what is wrong with an assertion. What the client expects stands in the log only: anybody may be asking. */
function whyWrong(error: errors.JOSEError, { subject, audience }: FederationGrant): OAuthError {
  if (error instanceof errors.JWTExpired) return wrong(`The assertion expired${when(error.payload, "exp")}.`);
  if (error instanceof errors.JWTClaimValidationFailed) {
    const { claim, payload } = error;
    if (claim === "sub") return differs("subject", payload.sub, subject);
    if (claim === "aud") return differs("audience", payload.aud, audience);
    if (claim === "nbf") return wrong(`The assertion is not valid before${when(payload, "nbf")}.`);
    return wrong(`The assertion's claim ${claim} is missing or wrong.`);
  }
  if (error instanceof errors.JOSEAlgNotAllowed) {
    return wrong(`The assertion's signature algorithm is not accepted; ${algorithms.join(", ")} are.`);
  }
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) {
    return wrong("The assertion's key (kid) is not one of the issuer's.");
  }
  return wrong("The assertion's signature is wrong.");
}

function differs(claim: string, found: unknown, expected: string): OAuthError {
  const shown = found === undefined ? "missing" : JSON.stringify(found).slice(0, 300);
  return wrong(
    `The assertion's ${claim} is ${shown}, which is not the one of this client.`,
    `This client expects the ${claim} ${expected}.`,
  );
}

function when(payload: JWTPayload, claim: "exp" | "nbf"): string {
  const seconds = payload[claim];
  const at = new Date((seconds ?? NaN) * 1000);
  return Number.isNaN(at.getTime()) ? "" : ` ${at.toISOString()}`;
}

/** RFC 7523 §3: an assertion that names itself is accepted once, in every process. */
async function requireFirst(client: ClientCredential, jti: string, exp: number, now: Date): Promise<void> {
  const { organizationId, directoryId, clientId } = client;
  const expiresAt = new Date((exp + clockToleranceS) * 1000);
  const isFirst = await rememberAssertion(
    { organizationId, directoryId, clientId, jti: hashToken(jti), expiresAt },
    now,
  );
  if (!isFirst) throw wrong("The assertion was used before (jti). The workload must get a new one for each request.");
}

const unavailable = (error: KeysUnavailable) =>
  new OAuthError("temporarily_unavailable", "The keys of the assertion's issuer cannot be read just now. Try again.", {
    status: 503,
    code: codes.issuerKeysUnavailable,
    headers: { "Retry-After": "30" },
    remark: error.message,
    cause: error,
  });
