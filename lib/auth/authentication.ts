import { codes } from "@/lib/insight/codes";
import { ScimError } from "@/lib/scim/errors";
import type { ProvisioningScope } from "./scope";

/**
 * Who a SCIM request is. A refused one still has a scope when the public part of its token is known: its directory's log
 * can then tell the administrator what nobody else can.
 */
export type Authentication =
  | { readonly ok: true; readonly scope: ProvisioningScope }
  | { readonly ok: false; readonly scope?: ProvisioningScope; readonly error: ScimError };

/** A 401 with its challenge. */
export const unauthorized = (detail: string, code: string) =>
  new ScimError(401, undefined, detail, {
    code,
    // RFC 6750 §3: no error attribute where no credential was given.
    headers: {
      "WWW-Authenticate":
        code === codes.tokenMissing ? `Bearer realm="Muster"` : `Bearer realm="Muster", error="invalid_token"`,
    },
  });
