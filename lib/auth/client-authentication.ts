import type { ClientCredential, Grant } from "@/lib/db/oauth-credentials";
import { codes } from "@/lib/insight/codes";
import { checkClientAssertion } from "./client-assertion";
import { isClientIdentifier, parseClientSecret } from "./client-secret";
import { countWrongClient } from "./client-throttle";
import { credentialCache } from "./credential-cache";
import { OAuthError, invalidClient } from "./oauth-error";
import { isSameHash, parseToken } from "./token-secret";

/** What a request to the token endpoint says of its client. */
export interface PresentedClient {
  readonly identifier: string | undefined;
  readonly secret: string | undefined;
  /** A workload's token of another issuer, in place of a secret (RFC 7523 §2.2). */
  readonly assertion: string | undefined;
}

/**
 * The OAuth client that a request names: by its client_id, else by its secret, which begins with one. It has proven
 * nothing yet; but its directory's log may tell of it. A cached look-up, or one round trip.
 */
export async function identifyClient(
  { identifier, secret = "" }: PresentedClient,
  now: Date,
): Promise<ClientCredential | undefined> {
  for (const named of [identifier ?? "", parseClientSecret(secret)?.identifier ?? ""]) {
    const client = isClientIdentifier(named) ? await credentialCache.findClient(named, now.getTime()) : undefined;
    if (client) return client;
  }
  return undefined;
}

/**
 * Proves that a request comes from its client. Wrong ones are counted, and above a limit answered with 429; a right one
 * always passes, however many wrong ones came before it (DECISIONS.md).
 * @param client the one that `identifyClient` found
 * @returns what the client proved to have
 * @throws OAuthError invalid_client, or 429 with Retry-After
 */
export async function authenticateClient(
  client: ClientCredential | undefined,
  presented: PresentedClient,
  { at, ip }: { readonly at: Date; readonly ip: string | undefined },
): Promise<{ readonly client: ClientCredential; readonly grant: Grant }> {
  try {
    if (!client || client.identifier !== presented.identifier) throw unknownClient(client, presented);
    const { assertion } = presented;
    const grant =
      assertion === undefined
        ? checkClientSecret(client, presented, at)
        : await checkClientAssertion(client, assertion, at);
    if (client.revokedAt) throw ended(`The OAuth client ${client.identifier} was revoked`, client.revokedAt);
    return { client, grant };
  } catch (error) {
    const isWrong = error instanceof OAuthError && error.status === 401;
    const retryAfterS = isWrong ? await countWrongClient(client?.identifier, ip) : undefined;
    throw retryAfterS === undefined ? error : tooManyWrong(retryAfterS);
  }
}

/** A live secret of the client (RFC 6749 §2.3.1). */
function checkClientSecret(client: ClientCredential, { secret }: PresentedClient, now: Date): Grant {
  const { identifier } = client;
  if (secret === undefined) throw invalidClient(`The request carries no client secret. ${copy}`, codes.secretMissing);
  const hash = parseClientSecret(secret)?.hash ?? "";
  const secrets = client.grants.filter((grant) => grant.kind === "secret");
  const found = secrets.find((grant) => isSameHash(grant.hash, hash));
  if (!found) throw invalidClient(whyWrong(identifier, secret), codes.secretWrong);
  if (found.revokedAt) throw ended(`This client secret of ${identifier} was revoked`, found.revokedAt);
  if (found.expiresAt && found.expiresAt <= now) {
    throw ended(`This client secret of ${identifier} expired`, found.expiresAt);
  }
  return found;
}

const copy = "Copy Client identifier and Client secret of Identity management into the identity provider.";

function unknownClient(client: ClientCredential | undefined, { identifier }: PresentedClient): OAuthError {
  const unknown = identifier
    ? `There is no OAuth client ${identifier.slice(0, 100)} here.`
    : "The request names no client: client_id is missing.";
  const hint = client ? `The secret belongs to ${client.identifier}: use that as Client identifier.` : copy;
  return invalidClient(`${unknown} ${hint}`, codes.clientUnknown);
}

function whyWrong(identifier: string, secret: string): string {
  if (parseToken(secret)) {
    return `This is an API token, not a client secret. Use it as Secret Token with bearer authentication, or make a client secret of ${identifier}.`;
  }
  const of = parseClientSecret(secret)?.identifier;
  if (of === undefined) return `The client secret is not one of Muster's, or a part of it was lost. ${copy}`;
  return of === identifier
    ? `The client secret is not one of ${identifier}. Make a new one under Identity management.`
    : `The client secret belongs to another client, ${of}. ${copy}`;
}

const ended = (what: string, at: Date) =>
  invalidClient(
    `${what} on ${at.toISOString()}. Make a new one under Identity management and give it to the identity provider.`,
    codes.secretEnded,
  );

const tooManyWrong = (retryAfterS: number) =>
  new OAuthError("temporarily_unavailable", `Too many wrong client credentials. Try again in ${retryAfterS} s.`, {
    status: 429,
    code: codes.tooManyWrongSecrets,
    headers: { "Retry-After": String(retryAfterS) },
  });
