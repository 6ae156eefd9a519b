import { counted } from "./counted";
import { handleMetrics } from "./handle-metrics";
import { handleScim } from "./handle-scim";
import { handleToken } from "./handle-token";
import { BodyTooLarge } from "./scim-request";
import type { ScimRequest } from "./scim-request";

const countedScim = counted((request) => handleScim(request));
const countedToken = counted(handleToken);

/** The doors of any Next host: the same service and token endpoint over Request and Response. */
export async function handleScimWeb(request: Request): Promise<Response> {
  const { status, headers, text, pieces } = await countedScim(toScimRequest(request));
  return new Response(pieces ? toStream(pieces) : (text ?? null), { status, headers });
}

export async function handleTokenWeb(request: Request): Promise<Response> {
  const { status, headers, text } = await countedToken(toScimRequest(request));
  return new Response(text ?? null, { status, headers });
}

export async function handleMetricsWeb(request: Request): Promise<Response> {
  const { status, headers, text } = await handleMetrics(toScimRequest(request));
  return new Response(text ?? null, { status, headers });
}

function toScimRequest(request: Request): ScimRequest {
  const url = new URL(request.url);
  return {
    method: request.method,
    pathname: url.pathname,
    search: url.search.slice(1),
    header: (name) => request.headers.get(name) ?? undefined,
    body: (limit) => readBody(request, limit),
    // The platform before us puts the client there; a Request itself does not know its connection.
    peerAddress: undefined,
    encrypted: url.protocol === "https:",
  };
}

function toStream(pieces: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

async function readBody(request: Request, limit: number): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw new BodyTooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
    size += chunk.value.length;
    if (size > limit) {
      await reader?.cancel();
      throw new BodyTooLarge();
    }
    chunks.push(chunk.value);
  }
  return Buffer.concat(chunks);
}
