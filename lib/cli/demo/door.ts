import type { BasePath } from "@/lib/applications/profile";
import { handleScim } from "@/lib/http/handle-scim";
import type { Json, JsonObject } from "@/lib/scim/json";
import type { DemoClock } from "./clock";

/** An identity provider's side of a connection. */
export interface Connection {
  readonly clock: DemoClock;
  readonly basePath: BasePath;
  readonly address: string;
  readonly userAgent?: string;
}

export interface Reply {
  readonly status: number;
  readonly body: JsonObject;
}

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * Sends requests into the SCIM service itself, at the demo's own time, so that every person, membership and log row of the
 * demo was written by what writes the real ones.
 */
export class Door {
  /** The bearer token of the next request. */
  token = "";

  constructor(readonly connection: Connection) {}

  async send(method: Method, path: string, body?: Json): Promise<Reply> {
    const { clock, basePath, address, userAgent } = this.connection;
    const [pathname = "", search = ""] = path.split("?", 2);
    const headers: Readonly<Record<string, string | undefined>> = {
      authorization: `Bearer ${this.token}`,
      "content-type": "application/scim+json; charset=utf-8",
      "user-agent": userAgent,
      host: "localhost",
    };
    const arrival = clock.tick();
    const { status, text } = await handleScim(
      {
        method,
        pathname: `${basePath}${pathname}`,
        search,
        header: (name) => headers[name],
        body: () => Promise.resolve(new TextEncoder().encode(body === undefined ? "" : JSON.stringify(body))),
        peerAddress: address,
        encrypted: true,
      },
      () => arrival,
    );
    // The demo tells of refusals, never of our own breakdowns: then it must not be taken for complete.
    if (status >= 500) throw new Error(`${method} ${path} was answered ${status}: ${text ?? ""}`);
    const parsed: unknown = text === undefined || text === "" ? {} : JSON.parse(text);
    return { status, body: isObject(parsed) ? parsed : {} };
  }
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** `id` of the only hit of a list, or of a resource; undefined when there is none. */
export function idOf({ body }: Reply): string | undefined {
  const hits: unknown = body.Resources;
  const resource: unknown = Array.isArray(hits) ? hits[0] : body;
  return isObject(resource) && typeof resource.id === "string" ? resource.id : undefined;
}
