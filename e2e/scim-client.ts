/** A SCIM client as small as an identity provider's: it sends what it is told and shows what came back. */
import { conformanceClient, type Exchange, type RequestOptions } from "@/lib/entra/conformance/client";
import type { Json } from "@/lib/entra/json";

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

export function scimClient(tenantUrl: string, token: string): ScimClient {
  const { baseUrl, request } = conformanceClient({ tenantUrl, token, timeoutMs: 60_000 });
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
