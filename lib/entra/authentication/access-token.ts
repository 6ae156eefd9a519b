import type { TokenSource } from "../http-client";
import { HttpWire, userAgent } from "../http-wire";
import type { Received } from "../http-wire";
import { parseJsonObject } from "../json";
import { transportFailure } from "../transport-problem";

/** What a client sends to a token endpoint to prove who it is, beside the grant. */
export interface ClientProof {
  readonly form: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asked anew for each token: an assertion serves once. */
export type ClientAuthentication = () => ClientProof | Promise<ClientProof>;

export interface AccessTokenOptions {
  readonly tokenEndpoint: string;
  readonly authenticate: ClientAuthentication;
  /** As the application's documents want it; not sent when left out. */
  readonly scope?: string;
  readonly timeLimitMs?: number;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/** No access token could be had; the message is a whole sentence about why. */
export class TokenError extends Error {
  override readonly name = "TokenError";
}

interface Issued {
  readonly token: string;
  readonly at: number;
  /** From then on another one is asked for. */
  readonly until: number;
  readonly replaces: string | undefined;
}

/** One that was fetched in place of a refused one and is refused too: so soon another would be no better. */
const pauseMs = 60_000;

/**
 * Access tokens by the grant of OAuth 2.0 client credentials (RFC 6749 §4.4, ENTRA.md §6.3). One is kept until a minute
 * before its end; one that is refused is replaced once.
 * @throws TokenError, from the source
 */
export function accessTokens(options: AccessTokenOptions): TokenSource {
  const { now = Date.now } = options;
  let current: Promise<Issued> | undefined;
  return async (refused) => {
    const asked = current;
    const known = await asked;
    const isOver = known && (known.until <= now() || isToReplace(known, refused));
    // Several requests may have been refused at once: the first asks for another.
    if (isOver && current === asked) current = undefined;
    current ??= fetchToken(options, now, refused).catch((error: unknown) => {
      current = undefined;
      throw error;
    });
    return (await current).token;
  };

  function isToReplace({ token, at, replaces }: Issued, refused: string | undefined): boolean {
    return token === refused && (replaces === undefined || now() - at >= pauseMs);
  }
}

async function fetchToken(
  { tokenEndpoint, authenticate, scope, timeLimitMs }: AccessTokenOptions,
  now: () => number,
  replaces: string | undefined,
): Promise<Issued> {
  const at = now();
  const { form, headers } = await authenticate();
  const body = new URLSearchParams({ grant_type: "client_credentials", ...form, ...(scope && { scope }) });
  const wire = new HttpWire({ ...(timeLimitMs !== undefined && { timeLimitMs }), sizeLimitBytes: 1024 * 1024 });
  try {
    const answer = await wire.exchange({
      method: "POST",
      url: tokenEndpoint,
      headers: {
        "User-Agent": userAgent,
        Accept: "application/json",
        "Content-Type": "application/x-www-form-urlencoded",
        ...headers,
      },
      body: body.toString(),
    });
    const { token, seconds } = readAnswer(tokenEndpoint, answer);
    return { token, at, until: at + Math.max(seconds - 60, seconds / 2) * 1000, replaces };
  } catch (error) {
    if (error instanceof TokenError) throw error;
    throw new TokenError(`The token endpoint ${tokenEndpoint} did not answer: ${transportFailure(error).message}.`);
  } finally {
    wire.close();
  }
}

/** RFC 6749 §5.1 and §5.2. @throws TokenError */
function readAnswer(tokenEndpoint: string, { status, text }: Received) {
  const {
    access_token: token,
    token_type: type,
    expires_in: seconds,
    error,
    error_description,
  } = parseJsonObject(text) ?? {};
  if (status !== 200) {
    const said = typeof error === "string" ? [error, error_description].filter(Boolean).join(": ") : text.slice(0, 300);
    throw new TokenError(`The token endpoint ${tokenEndpoint} answered ${status}${said === "" ? "." : `: ${said}`}`);
  }
  if (typeof token !== "string" || token === "")
    throw new TokenError(`The token endpoint ${tokenEndpoint} answered 200, but without an access_token.`);
  if (typeof type === "string" && type.toLowerCase() !== "bearer")
    throw new TokenError(`The token endpoint ${tokenEndpoint} gave a token of type ${type}; Entra sends Bearer only.`);
  return { token, seconds: typeof seconds === "number" && seconds > 0 ? seconds : 3_600 };
}
