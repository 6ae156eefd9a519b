import { lookup } from "node:dns";
import { request as requestHttp } from "node:http";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP } from "node:net";
import type { LookupFunction } from "node:net";
import { isPublicAddress } from "./public-address";

const sizeLimitBytes = 256 * 1024;

/** Why a document was not, or must not be, fetched; the last two are for who reads it. */
export type FetchReason = "notHttps" | "notPublic" | "unreachable" | "otherIssuer" | "unreadable";

/** A document cannot be had; the message says why, for an administrator. */
export class FetchError extends Error {
  override readonly name = "FetchError";
  constructor(
    readonly reason: FetchReason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export interface FetchRules {
  /** Whether http and addresses of this machine and its network are allowed too. */
  readonly allowPrivate: boolean;
  /** For the whole of it; 5 s when left out. */
  readonly timeLimitMs?: number;
}

export interface PublicRequest {
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** How much of the answer's body is read. */
  readonly sizeLimitBytes: number;
}

export interface PublicAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: IncomingHttpHeaders;
  /** As far as the limit. */
  readonly body: Buffer;
  /** There was more of it. */
  readonly isCut: boolean;
}

/**
 * Fetches a document from an address that a tenant chose, by the rules of requestPublic, of 256 KiB at most.
 * @throws FetchError
 */
export async function fetchPublic(url: URL, rules: FetchRules): Promise<string> {
  const request = { method: "GET", headers: { accept: "application/json" }, sizeLimitBytes } as const;
  const { status, body, isCut } = await requestPublic(url, request, rules);
  if (status !== 200) throw new FetchError("unreachable", `${url.href} answered ${status}, not 200.`);
  if (isCut) throw new FetchError("unreachable", `${url.href} is larger than ${sizeLimitBytes} bytes.`);
  return body.toString("utf8");
}

/**
 * Asks an address that a tenant chose: https only, a public address only (the one that was looked at is the one that is
 * connected to), without following redirects, within a time limit and so many bytes of answer.
 * @throws FetchError; its cause says what became of the connection
 */
export async function requestPublic(
  url: URL,
  request: PublicRequest,
  { allowPrivate, timeLimitMs = 5_000 }: FetchRules,
): Promise<PublicAnswer> {
  const { protocol } = url;
  if (protocol !== "https:" && !(allowPrivate && protocol === "http:"))
    throw new FetchError("notHttps", `${url.href} is not https.`);
  // A literal address is never looked up.
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (!allowPrivate && isIP(host) > 0 && !isPublicAddress(host)) throw notPublic(host);
  const patience = AbortSignal.timeout(timeLimitMs);
  try {
    return await send(url, request, allowPrivate, patience);
  } catch (error) {
    if (error instanceof FetchError) throw error;
    const why = patience.aborted ? `did not answer within ${timeLimitMs / 1000} s` : "could not be reached";
    throw new FetchError("unreachable", `${url.href} ${why}.`, { cause: patience.aborted ? patience.reason : error });
  }
}

const notPublic = (host: string) => new FetchError("notPublic", `${host} is not a public address.`);

function send(
  url: URL,
  { method, headers, body, sizeLimitBytes: limit }: PublicRequest,
  allowPrivate: boolean,
  signal: AbortSignal,
): Promise<PublicAnswer> {
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  const options = { method, agent: false, headers, signal, ...(!allowPrivate && { lookup: lookupPublic }) };
  return new Promise((resolve, reject) => {
    request(url, options, (answer) => void read(answer, limit).then(resolve, reject))
      .on("error", reject)
      .end(body);
  });
}

async function read(answer: IncomingMessage, limit: number): Promise<PublicAnswer> {
  const { statusCode: status = 0, statusMessage: statusText = "", headers } = answer;
  const chunks: Buffer[] = [];
  let size = 0;
  const arriving: AsyncIterable<Buffer> = answer;
  for await (const chunk of arriving) {
    size += chunk.length;
    chunks.push(chunk);
    // Leaving the loop ends the connection.
    if (size > limit) break;
  }
  const body = Buffer.concat(chunks).subarray(0, limit);
  return { status, statusText, headers, body, isCut: size > limit };
}

/** As dns.lookup, refusing a name that has any address that is not public. */
const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error || !first) return callback(error ?? notPublic(hostname), "", 0);
    if (!addresses.every(({ address }) => isPublicAddress(address))) return callback(notPublic(hostname), "", 0);
    return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
  });
};
