import { isJsonObject } from "../json-object";
import type { RawOperation } from "../patch/envelope";
import type { Dialect } from "../patch/operation";

/**
 * Whose way of writing a PATCH this is, by its shape alone: user agents are not established (ENTRA.md §1.1). For the
 * log; nothing but the letter case of `op` decides how an operation is carried out.
 */
export function dialectOf(operations: readonly RawOperation[], schemas: unknown): Dialect {
  if (operations.some(({ capitalised }) => capitalised)) return "entra-legacy";
  if (Array.isArray(schemas) && schemas.some((urn) => String(urn).startsWith("urn:scim:schemas:"))) return "onelogin";
  if (operations.some(isEntraCompliant)) return "entra-compliant";
  return operations.some(isOkta) ? "okta" : "rfc";
}

/** Dotted and URN paths as keys, `"True"` in a filter, a bare text for manager: ENTRA.md §4.2, §4.3. */
function isEntraCompliant({ path, value }: RawOperation): boolean {
  if (path !== undefined) {
    const lower = path.toLowerCase();
    return lower.includes('eq "true"') || (lower.endsWith(":manager") && typeof value === "string");
  }
  return isJsonObject(value) && Object.keys(value).some((key) => /[.[]/.test(key.replace(/^urn:.*2\.0:/i, "")));
}

/** A path-less object of the id with the changed attribute, or of `active` alone: ENTRA.md §9. */
function isOkta({ path, value }: RawOperation): boolean {
  if (path !== undefined || !isJsonObject(value)) return false;
  const keys = Object.keys(value);
  return keys.includes("id") || (keys.length === 1 && keys[0] === "active");
}
