import type { Json, JsonObject } from "@/lib/scim/json";
import { parsePath } from "@/lib/scim/path/parse-path";
import type { Attribute, ResourceDefinition } from "@/lib/scim/schema/attribute";
import { resolveAttribute } from "@/lib/scim/schema/resolve";

/** One simple value of a resource under the path that SCIM (and Entra's mapping page) writes for it. */
export interface AttributeRow {
  /** For instance `emails[type eq "work"].value`. */
  readonly path: string;
  readonly value: string | number | boolean;
}

/** A row as a page shows it: without its value where the schema says that it is never returned (RFC 7643 §2.2). */
export type ShownAttributeRow = AttributeRow | { readonly path: string; readonly value?: undefined };

/**
 * The rows of a resource in the order of its directory's schemas, without the values that are never returned.
 * @param definition of the directory, with the extensions of its own
 */
export function shownRows(attributes: JsonObject, definition: ResourceDefinition): ShownAttributeRow[] {
  const rows = inOrder(attributeRows(attributes), attributeOrder(definition));
  return rows.map((row) => (attributeAt(definition, row.path)?.returned === "never" ? { path: row.path } : row));
}

/** The attribute, or sub-attribute, that a path leads to; undefined where the schemas have none. */
export function attributeAt(definition: ResourceDefinition, path: string): Attribute | undefined {
  const { attribute, subAttribute } = parsePath(path);
  const resolved = resolveAttribute(
    definition,
    subAttribute === undefined ? attribute : `${attribute}.${subAttribute}`,
  );
  return resolved?.subAttribute ?? resolved?.attribute;
}

/**
 * The attribute names of a resource type in the order of its schemas, extensions last: how a page lists them, because a
 * jsonb column keeps no order.
 */
function attributeOrder({ schema, extensions }: ResourceDefinition): string[] {
  return [
    ...leading,
    ...schema.attributes.map(({ name }) => name),
    ...extensions.flatMap((extension) => [
      extension.schema.id,
      ...extension.schema.attributes.map(({ name }) => `${extension.schema.id}:${name}`),
    ]),
  ];
}

/** What tells one person from another comes first. */
const leading = ["userName", "displayName", "active", "externalId"];

/** Sorts rows by the attribute that they belong to; attributes that the order does not have keep theirs, at the end. */
function inOrder(rows: readonly AttributeRow[], order: readonly string[]): AttributeRow[] {
  const rank = (path: string) => {
    const name = path.startsWith("urn:") ? path.replace(/\.[^:]*$/, "") : (path.split(/[.[]/)[0] ?? path);
    const index = order.indexOf(name);
    return index === -1 ? order.length : index;
  };
  return [...rows].sort((left, right) => rank(left.path) - rank(right.path));
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
