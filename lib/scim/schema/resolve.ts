import type { ResourceDefinition } from "./attribute";
import { indexOf, type ResolvedPath } from "./definition-index";

/**
 * Resolves an attribute path without a value filter: `userName`, `NAME.givenname`, `urn:…:User:department`, `meta.created`.
 * Names and URNs are case-insensitive (RFC 7643 §2.1, RFC 7644 §3.10). A bare name that the core schema lacks is looked
 * up in the extensions, because Entra writes `manager` without its URN (ENTRA.md §4.1).
 *
 * @returns undefined for an unknown attribute; the caller decides what that means.
 */
export function resolveAttribute(definition: ResourceDefinition, attributePath: string): ResolvedPath | undefined {
  return indexOf(definition).paths.get(attributePath.toLowerCase());
}
