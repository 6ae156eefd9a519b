/** Sends what a case says, byte for byte, and keeps what was said on both sides for the report. */
import { parseJson, type Json } from "./json";

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

  async function request(method: string, path: string, given: RequestOptions = {}): Promise<Exchange> {
    const requestText = given.bodyRaw ?? (given.body === undefined ? "" : JSON.stringify(given.body));
    const headers = new Headers({ authorization: `Bearer ${token}`, accept: "application/scim+json" });
    if (requestText !== "") headers.set("content-type", "application/scim+json; charset=utf-8");
    for (const [name, value] of Object.entries(given.headers ?? {})) {
      if (value === null) headers.delete(name);
      else headers.set(name, value);
    }
    const url = /^https?:/.test(path) ? path : withQuery(`${baseUrl}${path}`, query);
    await pace(signal);
    const started = performance.now();
    try {
      const response = await fetch(url, {
        method,
        headers,
        // Bytes, not a string: fetch would add a Content-Type of its own to a string when a case leaves the header out.
        body: requestText === "" ? undefined : new TextEncoder().encode(requestText),
        // To follow one would show the token to whoever is named in it.
        redirect: "manual",
        signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal === undefined ? [] : [signal])]),
      });
      const text = await readText(response);
      const exchange: Exchange = {
        method,
        url,
        requestHeaders: Object.fromEntries(headers),
        requestText,
        status: response.status,
        headers: response.headers,
        text,
        body: parseJson(text),
        durationMs: performance.now() - started,
      };
      observe?.(exchange);
      return exchange;
    } catch (error) {
      observe?.({ method, url, requestText, status: undefined });
      signal?.throwIfAborted();
      throw new NoAnswer(`${method} ${url} was not answered: ${reasonOf(error, timeoutMs)}`, { cause: error });
    }
  }
  return { baseUrl, token, request, get: (path) => request("GET", path) };
}

/** What the Tenant URL carries after its question mark (`?aadOptscim062020`) goes with every request. */
function withQuery(url: string, query: string): string {
  if (query === "") return url;
  return `${url}${url.includes("?") ? "&" : "?"}${query}`;
}

async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > largestAnswer) throw new Error(`the answer is larger than ${largestAnswer / 1024 / 1024} MiB.`);
  }
  return text + decoder.decode();
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
  if (error instanceof DOMException && error.name === "TimeoutError") return `no answer within ${timeoutMs / 1000} s.`;
  const cause = error instanceof Error ? error.cause : undefined;
  // fetch says "fetch failed" of everything; the reason is its cause, and that one's message may be empty.
  for (const one of [cause, error]) {
    if (one instanceof AggregateError && one.errors[0] instanceof Error) return one.errors[0].message;
    if (one instanceof Error && one.message !== "") return one.message;
  }
  return String(error);
}
