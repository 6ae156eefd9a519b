import type { Attribute, Schema } from "./attribute";

/**
 * An attribute with the defaults of RFC 7643 §2.2 where nothing else is said: a single-valued, optional, readWrite
 * string, returned by default, without uniqueness. References and binaries are case-exact (§2.3.6, §2.3.7).
 */
export function attribute(name: string, characteristics: Partial<Omit<Attribute, "name">> = {}): Attribute {
  const type = characteristics.type ?? "string";
  return {
    name,
    type,
    multiValued: false,
    description: "",
    required: false,
    caseExact: type === "reference" || type === "binary",
    mutability: "readWrite",
    returned: "default",
    uniqueness: "none",
    ...characteristics,
  };
}

/** A SCIM schema of our own or of a standard; `id` is its URN (RFC 7643 §7). */
export function schema(id: string, name: string, description: string, attributes: readonly Attribute[]): Schema {
  return { id, name, description, attributes };
}
