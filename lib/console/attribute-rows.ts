import type { Json, JsonObject } from "@/lib/scim/json";

/** One simple value of a resource under the path that SCIM (and Entra's mapping page) writes for it. */
export interface AttributeRow {
  /** For instance `emails[type eq "work"].value`. */
  readonly path: string;
  readonly value: string | number | boolean;
}

/**
 * A resource's attributes as rows, in stored order: `name.givenName`, `emails[type eq "work"].value`,
 * `urn:…:User:department`. Values of the same type are told apart by nothing more than their order.
 */
export function attributeRows(attributes: JsonObject): AttributeRow[] {
  return Object.entries(attributes).flatMap(([name, value]) => {
    if (!name.startsWith("urn:") || typeof value !== "object" || value === null || isArray(value))
      return rowsOf(name, value);
    // A schema extension is joined to its attributes by a colon (RFC 7644 §3.10), everything else by a dot.
    return Object.entries(value).flatMap(([attribute, inner]) => rowsOf(`${name}:${attribute}`, inner));
  });
}

/** Sub-attributes that only say which value it is, and so stand in the path. */
const selectors = new Set(["type", "primary"]);

function rowsOf(path: string, value: Json | undefined): AttributeRow[] {
  if (value === null || value === undefined) return [];
  if (typeof value !== "object") return [{ path, value }];
  if (isArray(value)) return value.flatMap((element) => rowsOfElement(path, element));
  return Object.entries(value).flatMap(([name, inner]) => rowsOf(`${path}.${name}`, inner));
}

function rowsOfElement(path: string, element: Json): AttributeRow[] {
  if (element === null || typeof element !== "object" || isArray(element)) return rowsOf(path, element);
  const type = element["type"];
  const base = typeof type === "string" ? `${path}[type eq ${JSON.stringify(type)}]` : path;
  const rows = Object.entries(element)
    .filter(([name]) => !selectors.has(name))
    .flatMap(([name, inner]) => rowsOf(`${base}.${name}`, inner));
  return element["primary"] === true ? [...rows, { path: `${base}.primary`, value: true }] : rows;
}

/** Array.isArray, for readonly arrays too. */
function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
