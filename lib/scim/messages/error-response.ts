import type { ScimError } from "../errors";
import type { JsonObject } from "../json";
import { errorUrn } from "../urns";

/**
 * The body of an error (RFC 7644 §3.12): `status` is a string. The detail ends with our stable code and the request id,
 * because Entra shows it verbatim: that is what an administrator can quote.
 */
export function errorResponse(error: ScimError, requestId: string): JsonObject {
  const code = error.code === undefined ? "" : ` (${error.code})`;
  return {
    schemas: [errorUrn],
    status: String(error.status),
    ...(error.scimType && { scimType: error.scimType }),
    detail: `${error.detail}${code} [req ${requestId}]`,
  };
}
