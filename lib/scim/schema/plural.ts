import type { Attribute } from "./attribute";
import { attribute } from "./define";

/**
 * A multi-valued attribute with the default sub-attributes of RFC 7643 §2.4: value, display, type, primary.
 *
 * `display` is described as read-only in §8.7.1 and marked readWrite in the same listing; clients do write it (Entra's
 * role mappings), so the characteristic wins over the prose.
 */
export function pluralAttribute(
  name: string,
  description: string,
  value: Attribute,
  canonicalTypes?: readonly string[],
): Attribute {
  return attribute(name, {
    type: "complex",
    multiValued: true,
    description,
    subAttributes: [value, display, typeLabel(canonicalTypes), primary],
  });
}

/** The `type` label of a value. Its canonical values are suggestions: "not limited to" these (RFC 7643 §2.4). */
export const typeLabel = (canonicalValues?: readonly string[]): Attribute =>
  attribute("type", {
    description: "A label indicating the attribute's function.",
    ...(canonicalValues && { canonicalValues }),
  });

export const primary = attribute("primary", {
  type: "boolean",
  description: "Whether this is the preferred value. True appears no more than once.",
});

const display = attribute("display", { description: "A human-readable name, primarily for display." });
