import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { TLSSocket } from "node:tls";
import { credentialCache } from "@/lib/auth/credential-cache";
import { eventQueue } from "@/lib/insight/event-queue";
import { log } from "@/lib/log";
import { counted } from "./counted";
import { handleMetrics } from "./handle-metrics";
import { arriveNow } from "./arrival";
import type { Arrival } from "./arrival";
import { handleScim } from "./handle-scim";
import { handleToken } from "./handle-token";
import { BodyTooLarge } from "./scim-request";
import type { ScimRequest, ScimResponse } from "./scim-request";

/** Begins to listen for revoked tokens and other changes of credentials. Call it once before serving. */
export const startScim = () => credentialCache.start();

/** Writes what the log still holds and stops listening. Call it after the last answer. */
export async function shutdownScim(): Promise<void> {
  await eventQueue.flush();
  await credentialCache.stop();
}

/** The production server's own doors to the SCIM service and its token endpoint: node:http, without Next (DECISIONS.md). */
export const handleScimNode = handleScimNodeAt(arriveNow);
export const handleTokenNode = door(counted(handleToken));
export const handleMetricsNode = door((request) => handleMetrics(request));

/** The same by another clock than the real one. */
export function handleScimNodeAt(arrive: () => Arrival) {
  return door(counted((request) => handleScim(request, arrive)));
}

function door(handle: (request: ScimRequest) => Promise<ScimResponse>) {
  return (incoming: IncomingMessage, outgoing: ServerResponse) => pass(handle, incoming, outgoing);
}

async function pass(
  handle: (request: ScimRequest) => Promise<ScimResponse>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  try {
    const { status, headers, text, pieces } = await handle(toScimRequest(incoming));
    await turnEnd();
    if (pieces) {
      outgoing.writeHead(status, headers);
      return await sendPieces(pieces, outgoing);
    }
    outgoing.writeHead(
      status,
      text === undefined ? headers : { ...headers, "Content-Length": Buffer.byteLength(text) },
    );
    if (!hasBody(incoming) || incoming.complete) return void outgoing.end(text);
    // Ended at once, a connection that is not kept would be closed while the client still writes, and the answer lost.
    if (text !== undefined) outgoing.write(text);
    discard(incoming, () => outgoing.end());
  } catch (error) {
    log.error({ err: error }, "a request could not be answered");
    if (outgoing.headersSent) outgoing.destroy();
    else outgoing.writeHead(500).end();
  }
}

/** Sends pieces as fast as the client takes them, and no more once it has left. */
async function sendPieces(pieces: AsyncIterable<string>, outgoing: ServerResponse): Promise<void> {
  try {
    await pipeline(Readable.from(pieces, { highWaterMark: 1 }), outgoing);
  } catch (error) {
    if (!isPrematureClose(error)) throw error;
  }
}

const isPrematureClose = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";

let end: Promise<void> | undefined;

/**
 * The end of this turn of the event loop: answers leave together then. Waking up whoever waits for one costs more than
 * writing it, and who is awake for the first is awake for the others.
 */
const turnEnd = (): Promise<void> =>
  (end ??= new Promise((resolve) => {
    setImmediate(() => {
      end = undefined;
      resolve();
    });
  }));

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;

/** How much of a refused body is still read, and how long. */
const discardBytesMax = 64 * 1024 * 1024;
const discardMs = 10_000;

/**
 * Reads what is left of a refused body and throws it away: a client that is cut off while it still writes never sees the
 * answer that says why.
 */
function discard(incoming: IncomingMessage, then: () => void): void {
  const patience = setTimeout(() => incoming.destroy(), discardMs);
  let size = 0;
  incoming.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > discardBytesMax) incoming.destroy();
  });
  for (const event of ["end", "close"]) {
    incoming.once(event, () => {
      clearTimeout(patience);
      then();
    });
  }
  incoming.resume();
}

function toScimRequest(incoming: IncomingMessage): ScimRequest {
  const url = incoming.url ?? "/";
  const mark = url.indexOf("?");
  return {
    method: incoming.method ?? "GET",
    pathname: mark < 0 ? url : url.slice(0, mark),
    search: mark < 0 ? "" : url.slice(mark + 1),
    header(name) {
      const value = incoming.headers[name];
      return Array.isArray(value) ? value.join(", ") : value;
    },
    body: (limit) => readBody(incoming, limit),
    peerAddress: incoming.socket.remoteAddress,
    encrypted: incoming.socket instanceof TLSSocket,
  };
}

async function readBody(incoming: IncomingMessage, limit: number): Promise<Uint8Array> {
  if (Number(incoming.headers["content-length"] ?? 0) > limit) throw new BodyTooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop early must not close the connection: the refusal has to be answered on it.
  const arriving: AsyncIterable<Buffer> = incoming.iterator({ destroyOnReturn: false });
  for await (const chunk of arriving) {
    size += chunk.length;
    if (size > limit) throw new BodyTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
