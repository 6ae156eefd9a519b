import { uuidv7 } from "uuidv7";
import { authenticate } from "@/lib/auth/bearer";
import type { ProvisioningScope } from "@/lib/auth/scope";
import { noteTokenUse } from "@/lib/auth/token-use";
import { addUsage } from "@/lib/db/directory-usage";
import { insertEvents } from "@/lib/db/events";
import { codeOf, codes } from "@/lib/insight/codes";
import { eventQueue } from "@/lib/insight/event-queue";
import type { Action, ProvisioningEvent } from "@/lib/insight/provisioning-event";
import { redactQuery, redactText } from "@/lib/insight/redact";
import { Trail } from "@/lib/insight/trail";
import { log } from "@/lib/log";
import type { Answer } from "@/lib/provisioning/provisioning-request";
import { ScimError } from "@/lib/scim/errors";
import type { Json } from "@/lib/scim/json";
import { errorResponse } from "@/lib/scim/messages/error-response";
import { clientAddress } from "./client-address";
import { publicUrl } from "@/lib/public-url";
import { queryParameters } from "./query-parameters";
import { RateLimiter } from "./rate-limiter";
import { readJson } from "./read-json";
import { endpointOf, methodsOf } from "./route";
import type { Endpoint } from "./route";
import { parseScimPath } from "./scim-path";
import type { ScimRequest, ScimResponse } from "./scim-request";

/** When a request came, and the UUIDv7 of that moment that names it. Only the demo's past days are not now. */
export interface Arrival {
  readonly at: Date;
  readonly requestId: string;
}

const rateLimiter = new RateLimiter(addUsage);

const arriveNow = (): Arrival => ({ at: new Date(), requestId: uuidv7() });

/**
 * The SCIM service: one request in, one answer out, one log row. Steps, in order: request id, authenticate, service on,
 * endpoint, method, body, use-case, record. Errors of every kind leave as SCIM errors (RFC 7644 §3.12).
 */
export async function handleScim(request: ScimRequest, arrival: Arrival = arriveNow()): Promise<ScimResponse> {
  const { requestId, at } = arrival;
  const ip = clientAddress(request.peerAddress, request.header("x-forwarded-for"));
  const trail = new Trail({
    requestId,
    at,
    method: request.method,
    path: redactText(request.pathname.slice(0, 2_000)),
    query: request.search === "" ? undefined : redactQuery(request.search.slice(0, 8_192)),
    ip,
    userAgent: request.header("user-agent")?.slice(0, 300),
  });
  let scope: ProvisioningScope | undefined;
  try {
    const authentication = await authenticate(request.header("authorization"), at);
    scope = authentication.scope;
    if (!authentication.ok) throw authentication.error;
    rateLimiter.count(authentication.scope, performance.now());
    noteTokenUse(authentication.scope, at, ip);
    const answer = await answerOf(request, authentication.scope, at, trail);
    if (answer.event) await eventQueue.add(answer.event);
    return respond(request, requestId, answer);
  } catch (error) {
    return refuse(request, requestId, toScimError(error, requestId), scope, trail);
  }
}

async function answerOf(request: ScimRequest, scope: ProvisioningScope, at: Date, trail: Trail): Promise<Answer> {
  requireServiceOn(scope);
  const path = parseScimPath(request.pathname);
  const endpoint = endpointOf(scope.directory.profile, path?.segments ?? [request.pathname]);
  const method = request.method === "HEAD" ? "GET" : request.method;
  if (method === "OPTIONS") {
    const event = trail.toEvent(scope, { action: "other", status: "success", httpStatus: 204 });
    return { status: 204, headers: { Allow: methodsOf(endpoint) }, event };
  }
  const handler = handlerOf(endpoint, method);
  const { body, characters } = method === "GET" || method === "DELETE" ? noBody : await readJson(request);
  if (body !== null) trail.received(body, characters);
  const provisioning = {
    scope,
    at,
    baseUrl: `${publicUrl((name) => request.header(name), request.encrypted)}${scope.directory.profile.basePath}`,
    parameters: queryParameters(request.search),
    ifMatch: request.header("if-match"),
    ifNoneMatch: request.header("if-none-match"),
    trail,
  };
  return handler(provisioning, body);
}

const noBody: { readonly body: Json; readonly characters: number } = { body: null, characters: 0 };

function requireServiceOn({ directory }: ProvisioningScope): void {
  if (directory.enabled) return;
  throw new ScimError(
    403,
    undefined,
    `The SCIM service of ${directory.name} is off, so nothing was read or changed. An administrator can turn it on under Identity management.`,
    { code: codes.serviceOff },
  );
}

function handlerOf(endpoint: Endpoint, method: string) {
  const handler = isMethod(method) ? endpoint[method] : undefined;
  if (handler) return handler;
  const allow = methodsOf(endpoint);
  throw new ScimError(405, undefined, `${method} is not possible here; ${allow} are.`, {
    code: codes.methodNotAllowed,
    headers: { Allow: allow },
  });
}

const isMethod = (method: string): method is keyof Endpoint =>
  ["GET", "POST", "PUT", "PATCH", "DELETE"].includes(method);

/** What no use-case foresaw is our fault: 500 without a word of what it was, and the whole story in the server's log. */
function toScimError(error: unknown, requestId: string): ScimError {
  if (error instanceof ScimError) {
    return new ScimError(error.status, error.scimType, error.detail, {
      code: codeOf(error),
      path: error.path,
      headers: error.headers,
      cause: error.cause,
    });
  }
  log.error({ err: error, requestId }, "a SCIM request failed");
  return new ScimError(500, undefined, "Muster could not carry out this request. Nothing was changed; try again.", {
    code: codes.internal,
    cause: error,
  });
}

const refusedActions: Readonly<Record<string, Action>> = {
  GET: "read",
  HEAD: "read",
  POST: "create",
  PUT: "update",
  PATCH: "update",
  DELETE: "delete",
};

/** The error as the client gets it; its log row is written before the answer leaves. */
async function refuse(
  request: ScimRequest,
  requestId: string,
  error: ScimError,
  scope: ProvisioningScope | undefined,
  trail: Trail,
): Promise<ScimResponse> {
  const body = errorResponse(error, requestId);
  const text = JSON.stringify(body);
  if (scope) {
    const event = trail.toEvent(scope, {
      action: refusedActions[request.method] ?? "other",
      status: "failure",
      httpStatus: error.status,
      scimType: error.scimType,
      code: error.code,
      detail: error.detail,
      response: { body, text },
    });
    await record(event, requestId);
  }
  return respond(request, requestId, { status: error.status, text, headers: error.headers });
}

/**
 * The client must get its answer even when the log cannot be written; then the server's own log has it. Requests above the
 * rate are logged in batches: refusing them must cost less than serving them.
 */
async function record(event: ProvisioningEvent, requestId: string): Promise<void> {
  if (event.httpStatus === 429) return eventQueue.add(event);
  await insertEvents([event]).catch((cause: unknown) =>
    log.error({ err: cause, requestId }, "the log row of a refusal could not be written"),
  );
}

function respond(request: ScimRequest, requestId: string, { status, text, headers }: Answer): ScimResponse {
  return {
    status,
    headers: {
      ...headers,
      ...(text !== undefined && { "Content-Type": "application/scim+json; charset=utf-8" }),
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
      "X-Request-Id": requestId,
    },
    text: request.method === "HEAD" ? undefined : text,
  };
}
