import type { ClientCredential, Grant } from "@/lib/db/oauth-credentials";
import { codes } from "@/lib/insight/codes";
import { isSignedFor, parseAccessToken } from "./access-token";
import { unauthorized } from "./authentication";
import type { Authentication } from "./authentication";
import { parseClientSecret } from "./client-secret";
import { credentialCache } from "./credential-cache";
import { provisioningScope } from "./provisioning-scope";
import type { ProvisioningScope } from "./scope";

/** The scope of an OAuth client that presented (a token for) one of its grants, or something that only names the client. */
export function clientScope(client: ClientCredential, grant?: Grant): ProvisioningScope {
  const secretId = grant?.kind === "secret" ? grant.secretId : undefined;
  return provisioningScope(grant ?? client, client, { kind: "client", clientId: client.clientId, secretId });
}

/** The Scope of an access token. A cached look-up of its client, or one round trip. */
export async function authenticateAccessToken(text: string, now: Date): Promise<Authentication> {
  const presented = parseAccessToken(text);
  if (!presented) {
    return refused(
      `The access token is not one of Muster's, or a part of it was lost. ${remedy}`,
      codes.tokenMalformed,
    );
  }
  const { identifier, grantKey, expiresAt } = presented;
  const client = await credentialCache.findClient(identifier, now.getTime());
  if (!client) return refused(`The OAuth client ${identifier} is not known here. ${newClient}`, codes.clientUnknown);
  const grant = client.grants.find(({ key }) => key === grantKey);
  // Also what a changed federation signed: its key went with it.
  if (!grant || !isSignedFor(grant, presented)) {
    const detail = `This access token of ${identifier} is not, or no longer, valid. ${remedy}`;
    return refused(detail, codes.accessTokenEnded, clientScope(client));
  }
  const scope = clientScope(client, grant);
  const revokedAt = client.revokedAt ?? (grant.kind === "secret" ? grant.revokedAt : null);
  if (revokedAt) {
    const what = client.revokedAt ? "client" : "client secret";
    const detail = `This access token of ${identifier} ended with its ${what}, revoked on ${revokedAt.toISOString()}. ${newClient}`;
    return refused(detail, codes.accessTokenEnded, scope);
  }
  if (expiresAt <= now) {
    const detail = `The access token of ${identifier} expired on ${expiresAt.toISOString()}. ${remedy}`;
    return refused(detail, codes.accessTokenExpired, scope);
  }
  return { ok: true, scope };
}

/** A client secret in the place of a token: the likeliest mistake of whoever has both on the screen. */
export async function refuseClientSecret(text: string, now: Date): Promise<Authentication> {
  const identifier = parseClientSecret(text)?.identifier;
  const client = identifier && (await credentialCache.findClient(identifier, now.getTime()));
  return refused(
    `This is an OAuth client's identifier or secret, not a token. Choose OAuth2 client credentials in the identity provider, or make an API token under Identity management.`,
    codes.tokenMalformed,
    client ? clientScope(client) : undefined,
  );
}

const remedy = "Ask the token endpoint, POST /oauth/token, for a new one.";
const newClient = "Make a new client secret under Identity management and give it to the identity provider.";

const refused = (detail: string, code: string, scope?: ProvisioningScope): Authentication => ({
  ok: false,
  scope,
  error: unauthorized(detail, code),
});
