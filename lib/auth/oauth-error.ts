/** RFC 6749 §5.2; the last two are for what that section has no word for: too many wrong secrets, and our own faults. */
export type OAuthErrorCode =
  "invalid_request" | "invalid_client" | "unsupported_grant_type" | "temporarily_unavailable" | "server_error";

interface OAuthErrorOptions {
  /** 400 when left out. */
  readonly status?: number;
  /** Stable code of our own, for instance "MUSTER-T06". */
  readonly code: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What only the directory's log may tell: what the client's settings expect, for instance. */
  readonly remark?: string;
  readonly cause?: unknown;
}

/** The token endpoint says no. `description` is public: identity providers show it to their administrators. */
export class OAuthError extends Error {
  override readonly name = "OAuthError";
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>> | undefined;
  readonly remark: string | undefined;

  constructor(
    readonly error: OAuthErrorCode,
    readonly description: string,
    options: OAuthErrorOptions,
  ) {
    super(description, { cause: options.cause });
    this.status = options.status ?? 400;
    this.code = options.code;
    this.headers = options.headers;
    this.remark = options.remark;
  }
}

/** 401 with the challenge that RFC 9110 §15.5.2 wants, however the client tried to authenticate. */
export const invalidClient = (description: string, code: string, remark?: string) =>
  new OAuthError("invalid_client", description, {
    status: 401,
    code,
    remark,
    headers: { "WWW-Authenticate": `Basic realm="Muster", charset="UTF-8"` },
  });
