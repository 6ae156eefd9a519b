import { clientScope } from "@/lib/auth/access-bearer";
import { signAccessToken } from "@/lib/auth/access-token";
import { authenticateClient, identifyClient } from "@/lib/auth/client-authentication";
import { noteCredentialUse } from "@/lib/auth/credential-use";
import { OAuthError } from "@/lib/auth/oauth-error";
import type { ProvisioningScope } from "@/lib/auth/scope";
import { codes } from "@/lib/insight/codes";
import { eventQueue } from "@/lib/insight/event-queue";
import { log } from "@/lib/log";
import { recordRefusal } from "@/lib/provisioning/refused";
import { ScimError } from "@/lib/scim/errors";
import { arriveNow, beginTrail } from "./arrival";
import { requestRate } from "./request-rate";
import type { ScimRequest, ScimResponse } from "./scim-request";
import { readTokenRequest } from "./token-request";

/**
 * The token endpoint (RFC 6749 §4.4): a client's credentials in, an access token of its directory out, one row in that
 * directory's log, also for a refusal whose client is known. Errors of every kind leave as §5.2 says.
 */
export async function handleToken(request: ScimRequest): Promise<ScimResponse> {
  const arrival = arriveNow();
  const trail = beginTrail(request, arrival);
  const { at, requestId } = arrival;
  let scope: ProvisioningScope | undefined;
  try {
    requirePost(request);
    const presented = await readTokenRequest(request);
    const named = await identifyClient(presented, at);
    scope = named && clientScope(named);
    trail.identify({ displayName: named?.clientName });
    requireClientCredentials(presented.grantType);
    const { client, grant } = await authenticateClient(named, presented, { at, ip: trail.facts.ip });
    scope = clientScope(client, grant);
    requestRate.count(scope, performance.now());
    noteCredentialUse(scope, at, trail.facts.ip);
    const expiresAt = new Date(at.getTime() + client.accessTokenSeconds * 1000);
    await eventQueue.add(trail.toEvent(scope, { action: "token", status: "success", httpStatus: 200 }));
    return respond(200, requestId, {
      access_token: signAccessToken(client.identifier, grant, expiresAt),
      token_type: "Bearer",
      expires_in: client.accessTokenSeconds,
    });
  } catch (error) {
    const refusal = toOAuthError(error, requestId);
    const { status, code, description } = refusal;
    if (refusal.remark !== undefined) trail.step({ name: "assertion", status: "failure", detail: refusal.remark });
    if (scope) {
      const outcome = { action: "token", status: "failure", httpStatus: status, code, detail: description } as const;
      await recordRefusal(trail.toEvent(scope, outcome), trail);
    }
    const body = {
      error: refusal.error,
      error_description: toDescription(`${description} (${code}) [req ${requestId}]`),
    };
    return respond(status, requestId, body, refusal.headers);
  }
}

function requirePost({ method }: ScimRequest): void {
  if (method === "POST") return;
  throw new OAuthError("invalid_request", `${method} is not possible here; POST is.`, {
    status: 405,
    code: codes.methodNotAllowed,
    headers: { Allow: "POST" },
  });
}

function requireClientCredentials(grantType: string | undefined): void {
  if (grantType === "client_credentials") return;
  if (grantType === undefined) {
    throw new OAuthError("invalid_request", "The parameter grant_type is missing; it must be client_credentials.", {
      code: codes.tokenRequestInvalid,
    });
  }
  throw new OAuthError(
    "unsupported_grant_type",
    `The grant_type ${grantType.slice(0, 100)} is not supported; client_credentials is.`,
    { code: codes.tokenRequestInvalid },
  );
}

/** What nobody foresaw is our fault: 500 without a word of what it was, and the whole story in the server's log. */
function toOAuthError(error: unknown, requestId: string): OAuthError {
  if (error instanceof OAuthError) return error;
  if (error instanceof ScimError) {
    const { status, detail, headers } = error;
    return new OAuthError("temporarily_unavailable", detail, { status, code: error.code ?? codes.internal, headers });
  }
  log.error({ err: error, requestId }, "a token request failed");
  return new OAuthError("server_error", "Muster could not carry out this request. Try again.", {
    status: 500,
    code: codes.internal,
    cause: error,
  });
}

/** error_description is ASCII without quotation marks and backslashes (RFC 6749 §5.2). */
const toDescription = (text: string): string => text.replace(/["\\]/g, "'").replace(/[^ -~]/g, "?");

function respond(
  status: number,
  requestId: string,
  body: Readonly<Record<string, string | number>>,
  headers: Readonly<Record<string, string>> = {},
): ScimResponse {
  return {
    status,
    headers: {
      ...headers,
      "Content-Type": "application/json; charset=utf-8",
      // RFC 6749 §5.1.
      "Cache-Control": "no-store",
      Pragma: "no-cache",
      "X-Content-Type-Options": "nosniff",
      "X-Request-Id": requestId,
    },
    text: JSON.stringify(body),
  };
}
