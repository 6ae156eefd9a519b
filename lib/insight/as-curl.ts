/** A request of the log, to be sent again from a shell. */
export interface CurlRequest {
  readonly method: string;
  /** Scheme, host, path and query. */
  readonly url: string;
  /** JSON text. */
  readonly body: string | null;
}

/** The request as a curl command for a POSIX shell; the token is taken from the variable TOKEN, and is not part of it. */
export function asCurl({ method, url, body }: CurlRequest): string {
  const lines = [
    `curl -X ${method} ${quoted(url)}`,
    `-H "Authorization: Bearer $TOKEN"`,
    ...(body === null ? [] : [`-H 'Content-Type: application/scim+json'`, `--data-raw ${quoted(body)}`]),
  ];
  return lines.join(" \\\n  ");
}

/** Nothing within single quotes means anything to the shell but the next single quote. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
