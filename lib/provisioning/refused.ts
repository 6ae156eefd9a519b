import { insertEvents } from "@/lib/db/events";
import { insertRefusedUserName } from "@/lib/db/refused-user-names";
import { isUnavailable } from "@/lib/db/unavailable-error";
import type { ProvisioningScope } from "@/lib/auth/scope";
import { codeOf, codes } from "@/lib/insight/codes";
import { eventQueue } from "@/lib/insight/event-queue";
import type { Action, ProvisioningEvent } from "@/lib/insight/provisioning-event";
import type { RequestFacts, Trail } from "@/lib/insight/trail";
import { log } from "@/lib/log";
import { ScimError } from "@/lib/scim/errors";
import type { JsonObject } from "@/lib/scim/json";
import { errorResponse } from "@/lib/scim/messages/error-response";

/** How soon a client may come again whose request found no database, seconds. */
const restartSeconds = 10;

/**
 * What no use-case foresaw is our fault: 500 without a word of what it was, and the whole story in the server's log; 503
 * where the database is away, which passes.
 */
export function toScimError(error: unknown, requestId: string): ScimError {
  if (error instanceof ScimError) {
    return new ScimError(error.status, error.scimType, error.detail, {
      code: codeOf(error),
      path: error.path,
      headers: error.headers,
      cause: error.cause,
    });
  }
  log.error({ err: error, requestId }, "a SCIM request failed");
  if (isUnavailable(error)) {
    return new ScimError(
      503,
      undefined,
      `Muster's database is away for the moment. Try again in ${restartSeconds} s.`,
      {
        code: codes.internal,
        headers: { "Retry-After": String(restartSeconds) },
        cause: error,
      },
    );
  }
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

/** What a refused request would have been. A POST creates below a type only: a search reads, and the others do neither. */
function refusedAction({ method, path }: RequestFacts): Action {
  if (/\/\.search\/*$/.test(path)) return method === "POST" ? "read" : "other";
  if (method === "POST" && !/\/(?:Users|Groups)\/*$/.test(path)) return "other";
  return refusedActions[method] ?? "other";
}

/** The body of an error (RFC 7644 §3.12) as the client gets it. Its log row is written first, where there is a scope. */
export async function refuse(
  error: ScimError,
  scope: ProvisioningScope | undefined,
  trail: Trail,
): Promise<{ readonly body: JsonObject; readonly text: string }> {
  const { requestId } = trail.facts;
  const body = errorResponse(error, requestId);
  const text = JSON.stringify(body);
  if (!scope) return { body, text };
  trail.refusedWrite();
  const event = trail.toEvent(scope, {
    action: refusedAction(trail.facts),
    status: "failure",
    httpStatus: error.status,
    scimType: error.scimType,
    code: error.code,
    detail: error.detail,
    text,
  });
  await recordRefusal(event, trail);
  return { body, text };
}

/**
 * The client must get its answer even when the log cannot be written at that moment: then the row waits, as that of a read
 * does, until the database is back. Requests above the rate are logged in batches: refusing them must cost less than
 * serving them.
 */
export async function recordRefusal(event: ProvisioningEvent, { refused }: Trail): Promise<void> {
  if (event.httpStatus === 429) return eventQueue.add(event);
  const written = refused ? insertRefusedUserName(event, refused) : insertEvents([event]);
  await written.catch((cause: unknown) => {
    log.error({ err: cause, requestId: event.id }, "the log row of a refusal could not be written at once");
    return eventQueue.add(event);
  });
}
