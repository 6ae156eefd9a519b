/** A SCIM client as small as an identity provider's: it sends what it is told and shows what came back. */
import { parseJson, type Json } from "@/lib/entra/conformance/json";

export interface Exchange {
  readonly method: string;
  readonly url: string;
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
  /** The Tenant URL, for instance http://localhost:4400/scim/v2. */
  readonly baseUrl: string;
  readonly token: string;
  /** Sends to `baseUrl + path`, or to `path` itself when it is a whole URL. */
  request(method: string, path: string, options?: RequestOptions): Promise<Exchange>;
  get(path: string, options?: RequestOptions): Promise<Exchange>;
  post(path: string, body: Json, options?: RequestOptions): Promise<Exchange>;
  put(path: string, body: Json, options?: RequestOptions): Promise<Exchange>;
  patch(path: string, operations: Json[], options?: RequestOptions): Promise<Exchange>;
  delete(path: string, options?: RequestOptions): Promise<Exchange>;
}

export function scimClient(baseUrl: string, token: string): ScimClient {
  async function request(method: string, path: string, options: RequestOptions = {}): Promise<Exchange> {
    const body = options.bodyRaw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
    const headers = new Headers({ authorization: `Bearer ${token}`, accept: "application/scim+json" });
    if (body !== undefined) headers.set("content-type", "application/scim+json; charset=utf-8");
    for (const [name, value] of Object.entries(options.headers ?? {})) {
      if (value === null) headers.delete(name);
      else headers.set(name, value);
    }
    const url = path.startsWith("http") ? path : `${baseUrl}${path}`;
    const started = performance.now();
    // Bytes, not a string: fetch would add a Content-Type of its own to a string when the test leaves the header out.
    const bytes = body === undefined ? undefined : new TextEncoder().encode(body);
    const response = await fetch(url, { method, headers, body: bytes, redirect: "manual" });
    const text = await response.text();
    const durationMs = performance.now() - started;
    return { method, url, status: response.status, headers: response.headers, text, body: parseJson(text), durationMs };
  }
  return {
    baseUrl,
    token,
    request,
    get: (path, options) => request("GET", path, options),
    post: (path, body, options) => request("POST", path, { ...options, body }),
    put: (path, body, options) => request("PUT", path, { ...options, body }),
    patch: (path, operations, options) => request("PATCH", path, { ...options, body: patchOp(operations) }),
    delete: (path, options) => request("DELETE", path, options),
  };
}

export function patchOp(operations: Json[]): Json {
  return { schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], Operations: operations };
}
