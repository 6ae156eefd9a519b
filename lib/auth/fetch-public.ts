import { lookup } from "node:dns";
import { request as requestHttp } from "node:http";
import type { IncomingMessage } from "node:http";
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

/**
 * Fetches a document from an address that a tenant chose: https only, from a public address only (the one that was looked
 * at is the one that is connected to), without following redirects, within a time limit and 256 KiB.
 * @throws FetchError
 */
export async function fetchPublic(url: URL, { allowPrivate, timeLimitMs = 5_000 }: FetchRules): Promise<string> {
  const { protocol } = url;
  if (protocol !== "https:" && !(allowPrivate && protocol === "http:"))
    throw new FetchError("notHttps", `${url.href} is not https.`);
  // A literal address is never looked up.
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (!allowPrivate && isIP(host) > 0 && !isPublicAddress(host)) throw notPublic(host);
  const patience = AbortSignal.timeout(timeLimitMs);
  try {
    return await get(url, allowPrivate, patience);
  } catch (error) {
    if (error instanceof FetchError) throw error;
    const why = patience.aborted ? `did not answer within ${timeLimitMs / 1000} s` : "could not be reached";
    throw new FetchError("unreachable", `${url.href} ${why}.`, { cause: error });
  }
}

const notPublic = (host: string) => new FetchError("notPublic", `${host} is not a public address.`);

function get(url: URL, allowPrivate: boolean, signal: AbortSignal): Promise<string> {
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  const options = {
    agent: false,
    headers: { accept: "application/json" },
    signal,
    ...(!allowPrivate && { lookup: lookupPublic }),
  };
  return new Promise((resolve, reject) => {
    request(url, options, (answer) => void read(url, answer).then(resolve, reject))
      .on("error", reject)
      .end();
  });
}

async function read(url: URL, answer: IncomingMessage): Promise<string> {
  if (answer.statusCode !== 200) {
    answer.destroy();
    throw new FetchError("unreachable", `${url.href} answered ${answer.statusCode}, not 200.`);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  const arriving: AsyncIterable<Buffer> = answer;
  for await (const chunk of arriving) {
    size += chunk.length;
    if (size > sizeLimitBytes)
      throw new FetchError("unreachable", `${url.href} is larger than ${sizeLimitBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
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
