/** Sends what a case says, byte for byte, and keeps what was said on both sides for the report. */
import { HttpWire, userAgent } from "../http-wire";
import { parseJson, type Json } from "../json";
import { transportFailure } from "../transport-problem";

export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestText: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined when it is empty or no JSON. */
  readonly body: Json | undefined;
  readonly durationMs: number;
}

export interface RequestOptions {
  readonly body?: Json;
  /** Sent as it stands, in place of `body`. */
  readonly bodyRaw?: string;
  /** Header by header; `null` leaves a default one out. */
  readonly headers?: Readonly<Record<string, string | null>>;
}

export interface ScimClient {
  /** The Tenant URL, without a slash at its end. */
  readonly baseUrl: string;
  readonly token: string;
  /** Sends to `baseUrl + path`, or to `path` itself when it is a whole URL. */
  request(method: string, path: string, options?: RequestOptions): Promise<Exchange>;
  get(path: string): Promise<Exchange>;
  /** Closes the connections that were kept open. */
  close(): void;
}

export interface ClientOptions {
  readonly tenantUrl: string;
  readonly token: string;
  /** How long one request may take. */
  readonly timeoutMs?: number;
  /** At most so many requests a second; without it, as many as there are. */
  readonly rate?: number;
  /** Ends everything: what is under way, and what would come. */
  readonly signal?: AbortSignal;
  /** Is told of every answer, and of every request that got none. */
  readonly observe?: (exchange: Exchange | UnansweredRequest) => void;
}

export interface UnansweredRequest {
  readonly method: string;
  readonly url: string;
  readonly requestText: string;
  readonly status: undefined;
}

/** No answer: refused, reset, too slow, too large. Its message is a whole sentence. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";
}

const largestAnswer = 8 * 1024 * 1024;

export function conformanceClient(options: ClientOptions): ScimClient {
  const { token, timeoutMs = 20_000, signal, observe } = options;
  const tenant = new URL(options.tenantUrl);
  const query = tenant.search.slice(1);
  const baseUrl = `${tenant.origin}${tenant.pathname.replace(/\/+$/, "")}`;
  const pace = paceOf(options.rate);
  const wire = new HttpWire({ timeLimitMs: timeoutMs, sizeLimitBytes: largestAnswer });

  async function request(method: string, path: string, given: RequestOptions = {}): Promise<Exchange> {
    const requestText = given.bodyRaw ?? (given.body === undefined ? "" : JSON.stringify(given.body));
    const url = /^https?:/.test(path) ? path : withQuery(`${baseUrl}${path}`, query);
    const headers = headersOf(token, requestText !== "", given.headers);
    await pace(signal);
    try {
      const { milliseconds, ...received } = await wire.exchange({
        method,
        url,
        headers,
        ...(requestText !== "" && { body: requestText }),
        ...(signal && { signal }),
      });
      const exchange: Exchange = {
        method,
        url,
        requestHeaders: headers,
        requestText,
        status: received.status,
        headers: new Headers(received.headers),
        text: received.text,
        body: parseJson(received.text),
        durationMs: milliseconds,
      };
      observe?.(exchange);
      return exchange;
    } catch (error) {
      observe?.({ method, url, requestText, status: undefined });
      signal?.throwIfAborted();
      throw new NoAnswer(`${method} ${url} was not answered: ${reasonOf(error, timeoutMs)}`, { cause: error });
    }
  }
  return { baseUrl, token, request, get: (path) => request("GET", path), close: () => wire.close() };
}

function headersOf(token: string, hasBody: boolean, given: RequestOptions["headers"] = {}): Record<string, string> {
  const headers: Record<string, string> = {
    authorization: `Bearer ${token}`,
    accept: "application/scim+json",
    "user-agent": userAgent,
    ...(hasBody && { "content-type": "application/scim+json; charset=utf-8" }),
  };
  for (const [name, value] of Object.entries(given)) {
    if (value === null) delete headers[name.toLowerCase()];
    else headers[name.toLowerCase()] = value;
  }
  return headers;
}

/** What the Tenant URL carries after its question mark (`?aadOptscim062020`) goes with every request. */
function withQuery(url: string, query: string): string {
  if (query === "") return url;
  return `${url}${url.includes("?") ? "&" : "?"}${query}`;
}

/** A wait before each request that keeps them apart. */
function paceOf(rate: number | undefined): (signal: AbortSignal | undefined) => Promise<void> {
  let next = 0;
  return async (signal) => {
    signal?.throwIfAborted();
    if (rate === undefined || rate <= 0) return;
    const now = performance.now();
    const at = Math.max(now, next);
    next = at + 1000 / rate;
    if (at > now) await new Promise((resolve) => setTimeout(resolve, at - now));
    signal?.throwIfAborted();
  };
}

function reasonOf(error: unknown, timeoutMs: number): string {
  const { problem, message } = transportFailure(error);
  return problem === "timedOut" ? `no answer within ${timeoutMs / 1000} s.` : message;
}
