import { Agent as HttpAgent, request as requestHttp } from "node:http";
import type { IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import { rootCertificates } from "node:tls";

/** One request, byte for byte as it is to leave. */
export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Gives it up. */
  readonly signal?: AbortSignal;
}

export interface Received {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** From the request to the end of the answer, with fractions. */
  readonly milliseconds: number;
}

export interface WireOptions {
  /** For the whole of one request; 30 s when left out (Entra's own is not known, ENTRA.md §11). */
  readonly timeLimitMs?: number;
  /** No answer may be longer; 64 MiB when left out. */
  readonly sizeLimitBytes?: number;
  /** In place of dns.lookup, for who may not reach every address. */
  readonly lookup?: LookupFunction;
  /** PEM of an issuer to trust beside those that everybody trusts. */
  readonly trust?: string;
}

/** What every request of this client names itself, so that nobody takes it for Microsoft's. */
export const userAgent = "muster-entra-client/1.0";

/** Sends requests as they are, over connections that are kept open. No redirect is followed, no header added but Host. */
export class HttpWire {
  private readonly agents: { readonly http: HttpAgent; readonly https: HttpsAgent };

  constructor(private readonly options: WireOptions = {}) {
    const { lookup, trust } = options;
    const shared = { keepAlive: true, ...(lookup && { lookup }) };
    this.agents = {
      http: new HttpAgent(shared),
      https: new HttpsAgent({ ...shared, ...(trust !== undefined && { ca: [...rootCertificates, trust] }) }),
    };
  }

  /** The answer, whatever its status. @throws Error of Node, which transportFailure reads; of a time limit too */
  exchange({ method, url, headers, body, signal }: WireRequest): Promise<Received> {
    const { timeLimitMs = 30_000, sizeLimitBytes = 64 * 1024 * 1024 } = this.options;
    const target = new URL(url);
    const isEncrypted = target.protocol === "https:";
    const timeLimit = AbortSignal.timeout(timeLimitMs);
    const began = performance.now();
    return new Promise((resolve, reject) => {
      const request = (isEncrypted ? requestHttps : requestHttp)(target, {
        method,
        agent: isEncrypted ? this.agents.https : this.agents.http,
        signal: signal ? AbortSignal.any([timeLimit, signal]) : timeLimit,
        headers: { ...headers, ...(body !== undefined && { "Content-Length": Buffer.byteLength(body) }) },
      });
      request.on("error", reject);
      request.on("response", (answer) => {
        readText(answer, sizeLimitBytes).then((text) => {
          const milliseconds = performance.now() - began;
          resolve({ status: answer.statusCode ?? 0, headers: flatten(answer), text, milliseconds });
        }, reject);
      });
      request.end(body);
    });
  }

  /** Closes the connections that were kept open. */
  close(): void {
    this.agents.http.destroy();
    this.agents.https.destroy();
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
    if (size > limit) throw new Error(`The answer is larger than ${limit / 1024 / 1024} MiB.`);
  }
  return Buffer.concat(chunks).toString("utf8");
}
