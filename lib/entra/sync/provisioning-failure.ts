import type { Exchange } from "../http-client";

/** One object could not be provisioned. The code is the one that Entra's log shows (ENTRA.md §7.5). */
export class ProvisioningFailure extends Error {
  override readonly name = "ProvisioningFailure";
  constructor(
    readonly code: string,
    readonly reason: string,
    /** Whether everything would fail like this: wrong credentials, nobody there. */
    readonly isGeneral = false,
  ) {
    super(`${code}: ${reason}`);
  }
}

const statusNames: Readonly<Record<number, string>> = {
  400: "BadRequest",
  401: "Unauthorized",
  403: "Forbidden",
  404: "NotFound",
  405: "MethodNotAllowed",
  409: "Conflict",
  412: "PreconditionFailed",
  413: "RequestEntityTooLarge",
  422: "UnprocessableEntity",
  429: "TooManyRequests",
  500: "InternalServerError",
  501: "NotImplemented",
  503: "ServiceUnavailable",
};

const codes: Readonly<Record<number, string>> = {
  401: "Unauthorized",
  403: "InsufficientRights",
  405: "MethodNotAllowed",
  409: "EntryConflict",
  422: "UnprocessableEntity",
  429: "TooManyRequests",
  501: "NotImplemented",
};

const prefix = "SystemForCrossDomainIdentityManagement";

/** What Entra makes of an answer that it did not hope for. `byId`: a cached id was asked for. */
export function failureOf(exchange: Exchange, byId = false): ProvisioningFailure {
  if ("failure" in exchange) {
    const { problem, message } = exchange.failure;
    const isTimeout = problem === "timedOut";
    return new ProvisioningFailure(isTimeout ? "Timeout" : "WebExceptionProtocolError", message, !isTimeout);
  }
  const { status, text } = exchange.received;
  const name = statusNames[status] ?? String(status);
  const reason = `StatusCode: ${name} Message: Processing of the HTTP request resulted in an exception. Please see the HTTP response returned by the 'Response' property of this exception for details. Web Response: ${text.slice(0, 2_000)}.`;
  if (status === 404 && byId) return new ProvisioningFailure("InvalidAnchor", reason);
  const code =
    codes[status] ??
    (status >= 500 ? "InternalServerError" : `${prefix}${status === 400 ? "BadRequest" : "ServiceIncompatible"}`);
  return new ProvisioningFailure(code, reason, status === 401);
}

export const badResponse = (what: string): ProvisioningFailure =>
  new ProvisioningFailure(
    `${prefix}BadResponse`,
    `We are not able to deserialize the resource received from your SCIM endpoint: ${what}.`,
  );

export const multipleEntries = (what: string): ProvisioningFailure =>
  new ProvisioningFailure(`${prefix}MultipleEntriesInResponse`, what);
