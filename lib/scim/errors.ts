/**
 * SCIM errors (RFC 7644 §3.12). Throw these; only lib/http turns an error into a body.
 *
 * `detail` is public: Entra shows it verbatim in its provisioning log. It may quote the client's own input, never ours;
 * it says what is wrong, for whom, and what to do. `cause` is internal and goes to the server's log only.
 */
export type ScimType =
  | "invalidFilter"
  | "tooMany"
  | "uniqueness"
  | "mutability"
  | "invalidSyntax"
  | "invalidPath"
  | "noTarget"
  | "invalidValue"
  | "invalidVers"
  | "sensitive"
  | "invalidCursor"
  | "expiredCursor"
  | "invalidCount";

export interface ScimErrorOptions {
  readonly cause?: unknown;
  /** Stable code of our own, for instance "MUSTER-D01"; appended to the detail by lib/http. */
  readonly code?: string;
  /** The attribute path that the error is about, for the log's modified properties. */
  readonly path?: string;
  /** Response headers that belong to the error, for instance Allow or Retry-After. */
  readonly headers?: Readonly<Record<string, string>>;
}

export class ScimError extends Error {
  override readonly name = "ScimError";
  readonly code: string | undefined;
  readonly path: string | undefined;
  readonly headers: Readonly<Record<string, string>> | undefined;

  constructor(
    readonly status: number,
    readonly scimType: ScimType | undefined,
    readonly detail: string,
    options: ScimErrorOptions = {},
  ) {
    // A refusal is an answer, not a fault: nobody reads its stack, and collecting one costs more than the rest of it.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(detail, { cause: options.cause });
    Error.stackTraceLimit = stackTraceLimit;
    this.code = options.code;
    this.path = options.path;
    this.headers = options.headers;
  }
}

export const invalidFilter = (detail: string, options?: ScimErrorOptions) =>
  new ScimError(400, "invalidFilter", detail, options);
export const invalidPath = (detail: string, options?: ScimErrorOptions) =>
  new ScimError(400, "invalidPath", detail, options);
export const invalidSyntax = (detail: string, options?: ScimErrorOptions) =>
  new ScimError(400, "invalidSyntax", detail, options);
export const invalidValue = (detail: string, options?: ScimErrorOptions) =>
  new ScimError(400, "invalidValue", detail, options);
export const noTarget = (detail: string, options?: ScimErrorOptions) => new ScimError(400, "noTarget", detail, options);
export const mutability = (detail: string, options?: ScimErrorOptions) =>
  new ScimError(400, "mutability", detail, options);
export const uniqueness = (detail: string, options?: ScimErrorOptions) =>
  new ScimError(409, "uniqueness", detail, options);
