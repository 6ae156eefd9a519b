import { Agent as HttpAgent, request as requestHttp } from "node:http";
import type { IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import { rootCertificates } from "node:tls";
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

export interface Received {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly milliseconds: number;
}

/** What became of a request: an answer of any status, or none. */
export type Exchange =
  { readonly sent: Sent; readonly received: Received } | { readonly sent: Sent; readonly failure: TransportFailure };

export interface EntraHttpOptions {
  /** Without trailing slash, as readTenantUrl gives it. */
  readonly base: string;
  /** Without the word Bearer, which Entra adds itself (ENTRA.md §1.2). Asked for each request: it may have to be renewed. */
  readonly token: () => string | Promise<string>;
  /** More headers, for who has to tell the requests of a client apart. */
  readonly headers?: Readonly<Record<string, string>>;
  /** For the whole of one request; 30 s when left out (Entra's own is not known, ENTRA.md §11). */
  readonly timeLimitMs?: number;
  /** Answers longer than this are cut off; 64 MiB when left out. */
  readonly sizeLimitBytes?: number;
  /** In place of dns.lookup, for who may not reach every address. */
  readonly lookup?: LookupFunction;
  /** PEM of an issuer to trust beside those that everybody trusts. */
  readonly trust?: string;
}

const userAgent = "muster-entra-client/1.0";

/**
 * Sends requests with Entra's wire habits (ENTRA.md §1.1, §8.1): bearer token, `application/scim+json; charset=utf-8`,
 * form-encoded filters, connections kept open, no redirect followed, no header that Entra is not known to send but the name
 * of this client, so that nobody takes it for Microsoft's.
 */
export class EntraHttpClient {
  private readonly agents: { readonly http: HttpAgent; readonly https: HttpsAgent };

  constructor(private readonly options: EntraHttpOptions) {
    const { lookup, trust } = options;
    const shared = { keepAlive: true, ...(lookup && { lookup }) };
    this.agents = {
      http: new HttpAgent(shared),
      https: new HttpsAgent({ ...shared, ...(trust !== undefined && { ca: [...rootCertificates, trust] }) }),
    };
  }

  /**
   * One request and its answer, whatever the status. Never throws for what the network or the server did.
   * @param path below the base, with its query: `/Users?filter=…`
   */
  async send(method: Method, path: string, body?: unknown): Promise<Exchange> {
    const sent: Sent = {
      method,
      url: `${this.options.base}${path}`,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
    const token = await this.options.token();
    try {
      return { sent, received: await this.exchange(sent, token) };
    } catch (error) {
      return { sent, failure: transportFailure(error) };
    }
  }

  /** Closes the connections that were kept open. */
  close(): void {
    this.agents.http.destroy();
    this.agents.https.destroy();
  }

  private exchange({ method, url, body }: Sent, token: string): Promise<Received> {
    const { timeLimitMs = 30_000, sizeLimitBytes = 64 * 1024 * 1024, headers } = this.options;
    const target = new URL(url);
    const isEncrypted = target.protocol === "https:";
    const began = performance.now();
    return new Promise((resolve, reject) => {
      const request = (isEncrypted ? requestHttps : requestHttp)(target, {
        method,
        agent: isEncrypted ? this.agents.https : this.agents.http,
        signal: AbortSignal.timeout(timeLimitMs),
        headers: {
          ...headers,
          "User-Agent": userAgent,
          Accept: "application/scim+json",
          Authorization: `Bearer ${token}`,
          ...(body !== undefined && {
            "Content-Type": "application/scim+json; charset=utf-8",
            "Content-Length": Buffer.byteLength(body),
          }),
        },
      });
      request.on("error", reject);
      request.on("response", (answer) => {
        readText(answer, sizeLimitBytes).then(
          (text) =>
            resolve({
              status: answer.statusCode ?? 0,
              headers: flatten(answer),
              text,
              milliseconds: Math.round(performance.now() - began),
            }),
          reject,
        );
      });
      request.end(body);
    });
  }
}

const flatten = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
    ),
  );

async function readText(answer: IncomingMessage, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  const arriving: AsyncIterable<Buffer> = answer;
  for await (const chunk of arriving) {
    chunks.push(chunk);
    size += chunk.length;
    // Leaving the loop closes the connection.
    if (size > limit) break;
  }
  return Buffer.concat(chunks).toString("utf8");
}
