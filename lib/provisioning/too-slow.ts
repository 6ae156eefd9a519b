import { isTooSlow } from "@/lib/db/statements";
import { ScimError } from "@/lib/scim/errors";

/**
 * For `.catch` of a search: one that would keep PostgreSQL longer than a statement may take is refused for what it asks
 * (RFC 7644 §3.12). Trying again would not help, which is what a 500 would say.
 * @throws ScimError 400 tooMany, or the error itself
 */
export function refuseTooSlow(error: unknown): never {
  if (!isTooSlow(error)) throw error;
  throw new ScimError(
    400,
    "tooMany",
    "The search would take longer than this service spends on one. Compare fewer attributes, or compare with eq.",
    { cause: error },
  );
}
