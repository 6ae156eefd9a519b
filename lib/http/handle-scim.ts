import { authenticate } from "@/lib/auth/bearer";
import type { ProvisioningScope } from "@/lib/auth/scope";
import { noteCredentialUse } from "@/lib/auth/credential-use";
import { receivedHeader } from "@/lib/auth/own-probe";
import { isUuid } from "@/lib/db/is-uuid";
import { codes } from "@/lib/insight/codes";
import { eventQueue } from "@/lib/insight/event-queue";
import { noteMilestone } from "@/lib/insight/guide-marks";
import type { Trail } from "@/lib/insight/trail";
import type { Answer } from "@/lib/provisioning/provisioning-request";
import { refuse, toScimError } from "@/lib/provisioning/refused";
import { ScimError } from "@/lib/scim/errors";
import type { Json } from "@/lib/scim/json";
import { publicUrl } from "@/lib/public-url";
import { arriveNow, beginTrail } from "./arrival";
import type { Arrival } from "./arrival";
import { queryParameters } from "./query-parameters";
import { readJson } from "./read-json";
import { recordPieces } from "./record-pieces";
import { requestRate } from "./request-rate";
import { endpointOf, me, methodsOf } from "./route";
import type { Endpoint } from "./route";
import { parseScimPath } from "./scim-path";
import type { ScimRequest, ScimResponse } from "./scim-request";

/**
 * The SCIM service: one request in, one answer out, one log row. Steps, in order: request id, authenticate, request rate,
 * service on, endpoint, method, body, use-case, record. Errors of every kind leave as SCIM errors (RFC 7644 §3.12).
 * @param arrive the clock by which it arrives
 */
export async function handleScim(request: ScimRequest, arrive: () => Arrival = arriveNow): Promise<ScimResponse> {
  const arrival = arrive();
  const { at } = arrival;
  const trail = beginTrail(request, arrival);
  let scope: ProvisioningScope | undefined;
  try {
    const authentication = await authenticate(request.header("authorization"), at);
    scope = authentication.scope;
    if (!authentication.ok) throw authentication.error;
    requestRate.count(authentication.scope, performance.now());
    if (!trail.facts.isOwnProbe) noteCredentialUse(authentication.scope, at, trail.facts.ip);
    const answer = await recorded(request, await answerOf(request, authentication.scope, trail, arrive));
    if (trail.event) noteMilestone(authentication.scope, trail.event);
    return respond(request, trail, answer);
  } catch (error) {
    const refusal = toScimError(error, trail.facts.requestId);
    const { text } = await refuse(refusal, scope, trail);
    return respond(request, trail, { status: refusal.status, text, headers: refusal.headers });
  }
}

async function answerOf(
  request: ScimRequest,
  scope: ProvisioningScope,
  trail: Trail,
  arrive: () => Arrival,
): Promise<Answer> {
  const path = parseScimPath(request.pathname);
  identifyByPath(trail, path?.segments ?? []);
  requireServiceOn(scope);
  const endpoint = endpointOf(scope.directory.profile, path?.segments ?? [request.pathname.slice(1)]);
  const method = request.method === "HEAD" ? "GET" : request.method;
  if (method === "OPTIONS") {
    const event = trail.toEvent(scope, { action: "other", status: "success", httpStatus: 204 });
    return { status: 204, headers: { Allow: methodsOf(endpoint) }, event };
  }
  const handler = handlerOf(endpoint, method);
  const hasNone = method === "GET" || method === "DELETE" || endpoint === me;
  const { body, text } = hasNone ? noBody : await readWhole(request, trail, arrive);
  if (text !== undefined) trail.received(text);
  const provisioning = {
    scope,
    at: trail.facts.at,
    baseUrl: `${publicUrl((name) => request.header(name), request.encrypted)}${scope.directory.profile.basePath}`,
    parameters: queryParameters(request.search),
    ifMatch: request.header("if-match"),
    ifNoneMatch: request.header("if-none-match"),
    trail,
  };
  return handler(provisioning, body);
}

/** Whose body takes longer arrives when it is whole. */
const bodyMs = 1_000;

/**
 * The body. The log is read up to some seconds ago (lib/insight/survey-directory.ts), so a row must not be named when its
 * request has long begun: it would be in the log, and in no cycle's count.
 */
async function readWhole(request: ScimRequest, trail: Trail, arrive: () => Arrival): ReturnType<typeof readJson> {
  const began = performance.now();
  try {
    return await readJson(request);
  } finally {
    if (performance.now() - began > bodyMs) trail.arrivesAnew(arrive());
  }
}

/** What the address alone tells, so that the log row of an early refusal says whom it was about. */
function identifyByPath(trail: Trail, [type, id]: readonly string[]): void {
  if (type !== "Users" && type !== "Groups") return;
  const resourceType = type === "Users" ? "User" : "Group";
  trail.identify({ resourceType, resourceId: id !== undefined && isUuid(id) ? id.toLowerCase() : undefined });
}

const noBody: { readonly body: Json; readonly text: undefined } = { body: null, text: undefined };

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

/** An answer whose log row is on its way; that of one in pieces follows its last one. */
async function recorded({ method }: ScimRequest, { event, ...answer }: Answer): Promise<Answer> {
  if (!event) return answer;
  if (answer.pieces && method !== "HEAD") return { ...answer, pieces: recordPieces(answer.pieces, event) };
  await eventQueue.add(event);
  return answer;
}

/** The request line, for the header that tells Muster's own test what arrived. */
const asReceived = ({ method, pathname, search }: ScimRequest): string =>
  `${method} ${pathname}${search === "" ? "" : `?${search}`}`.replace(/[^\x21-\x7e ]/g, "?").slice(0, 2_000);

function respond(
  request: ScimRequest,
  { facts, event }: Trail,
  { status, text, pieces, headers }: Answer,
): ScimResponse {
  const isHead = request.method === "HEAD";
  return {
    status,
    outcome: event?.status,
    headers: {
      ...headers,
      ...((text !== undefined || pieces) && { "Content-Type": "application/scim+json; charset=utf-8" }),
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
      "X-Request-Id": facts.requestId,
      ...(facts.isOwnProbe && { [receivedHeader]: asReceived(request) }),
    },
    text: isHead ? undefined : text,
    pieces: isHead ? undefined : pieces,
  };
}
