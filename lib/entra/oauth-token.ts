import { parseJsonObject } from "./json";

export interface ClientCredentials {
  readonly tokenEndpoint: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** No access token could be had; the message says what the endpoint answered. */
export class TokenError extends Error {
  override readonly name = "TokenError";
}

/**
 * Access tokens by OAuth 2.0 client credentials (ENTRA.md §6.3), credentials in the body; one is kept until a minute before
 * its end. @returns what EntraHttpClient asks for each request
 */
export function clientCredentialsToken(
  credentials: ClientCredentials,
  now: () => number = Date.now,
): () => Promise<string> {
  let current: Promise<{ readonly token: string; readonly until: number }> | undefined;
  return async () => {
    if (current && (await current).until <= now()) current = undefined;
    current ??= fetchToken(credentials, now).catch((error: unknown) => {
      current = undefined;
      throw error;
    });
    return (await current).token;
  };
}

async function fetchToken({ tokenEndpoint, clientId, clientSecret }: ClientCredentials, now: () => number) {
  const began = now();
  const answer = await fetch(tokenEndpoint, {
    method: "POST",
    redirect: "manual",
    signal: AbortSignal.timeout(30_000),
    body: new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret }),
  }).catch((error: unknown) => {
    throw new TokenError(`${tokenEndpoint} could not be reached.`, { cause: error });
  });
  const text = await answer.text();
  const { access_token: token, expires_in: seconds } = parseJsonObject(text) ?? {};
  if (!answer.ok || typeof token !== "string")
    throw new TokenError(`${tokenEndpoint} answered ${answer.status}: ${text.slice(0, 300)}`);
  const lifetime = typeof seconds === "number" ? seconds : 3_600;
  return { token, until: began + Math.max(lifetime - 60, 1) * 1000 };
}
