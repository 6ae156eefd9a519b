import { HttpWire, userAgent } from "./http-wire";
import type { Received, WireOptions } from "./http-wire";
import { transportFailure } from "./transport-problem";
import type { TransportFailure } from "./transport-problem";

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** One request as it left. The token is not in it. */
export interface Sent {
  readonly method: Method;
  readonly url: string;
  /** JSON text. */
  readonly body?: string;
}

/** What became of a request: an answer of any status, or none. */
export type Exchange =
  { readonly sent: Sent; readonly received: Received } | { readonly sent: Sent; readonly failure: TransportFailure };

/**
 * Gives the token of the next request, without the word Bearer, which Entra adds itself (ENTRA.md §1.2).
 * @param refused the one that a server has just answered with 401; where it can be renewed, another is given, else the same
 */
export type TokenSource = (refused?: string) => string | Promise<string>;

export interface EntraHttpOptions extends WireOptions {
  /** Without trailing slash, as readTenantUrl gives it. */
  readonly base: string;
  /** Asked for each request. */
  readonly token: TokenSource;
  /** More headers, for who has to tell the requests of a client apart. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Sends requests with Entra's wire habits (ENTRA.md §1.1, §8.1): bearer token, `application/scim+json; charset=utf-8`,
 * form-encoded filters, connections kept open, no redirect followed, no header that Entra is not known to send but the name
 * of this client.
 */
export class EntraHttpClient {
  private readonly wire: HttpWire;

  constructor(private readonly options: EntraHttpOptions) {
    this.wire = new HttpWire(options);
  }

  /**
   * One request and its answer, whatever the status; a request that was answered with 401 goes out once more when another
   * token is to be had. Never fails for what the network or the server did.
   * @param path below the base, with its query: `/Users?filter=…`
   * @throws TokenError when there is no token to send
   */
  async send(method: Method, path: string, body?: unknown): Promise<Exchange> {
    const sent: Sent = {
      method,
      url: `${this.options.base}${path}`,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
    const token = await this.options.token();
    const exchange = await this.exchange(sent, token);
    if (!("received" in exchange) || exchange.received.status !== 401) return exchange;
    const other = await this.options.token(token);
    return other === token ? exchange : this.exchange(sent, other);
  }

  /** Closes the connections that were kept open. */
  close(): void {
    this.wire.close();
  }

  private async exchange(sent: Sent, token: string): Promise<Exchange> {
    const headers = {
      ...this.options.headers,
      "User-Agent": userAgent,
      Accept: "application/scim+json",
      Authorization: `Bearer ${token}`,
      ...(sent.body !== undefined && { "Content-Type": "application/scim+json; charset=utf-8" }),
    };
    try {
      return { sent, received: await this.wire.exchange({ ...sent, headers }) };
    } catch (error) {
      return { sent, failure: transportFailure(error) };
    }
  }
}
