import type { Json } from "@/lib/scim/json";
import { handleScim } from "../handle-scim";
import { BodyTooLarge } from "../scim-request";

export interface ListBody {
  readonly Resources: readonly { readonly id: string; readonly userName?: string; readonly displayName?: string }[];
  readonly nextCursor?: string;
  readonly totalResults?: number;
  readonly startIndex?: number;
  readonly itemsPerPage?: number;
  readonly scimType?: string;
  readonly detail?: string;
}

export interface Answered<Body> {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
}

/** A client of the service without a socket: what a door hands in and gets out. */
export type ScimClient = <Body = ListBody>(
  method: string,
  /** Below the base path, with its query. */
  path: string,
  body?: Json,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answered<Body>>;

/** A client that sends a directory's token. */
export function scimClient(token: string): ScimClient {
  return async (method, path, body, headers = {}) => {
    const [pathname = "", search = ""] = path.split("?");
    const bytes = new TextEncoder().encode(body === undefined ? "" : JSON.stringify(body));
    const answer = await handleScim({
      method,
      pathname: `/scim/v2${pathname}`,
      search,
      header: (name) => (name === "authorization" ? `Bearer ${token}` : headers[name]),
      body: async (limit) => {
        if (bytes.length > limit) throw new BodyTooLarge();
        return bytes;
      },
      peerAddress: "127.0.0.1",
      encrypted: false,
    });
    let text = answer.text ?? "";
    for await (const piece of answer.pieces ?? []) text += piece;
    return { status: answer.status, headers: answer.headers, body: JSON.parse(text || "{}") };
  };
}
