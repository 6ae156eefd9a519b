import { invalidPath } from "../errors";
import { quote } from "../quote";
import type { ResourceDefinition } from "../schema/attribute";
import type { ResolvedPath } from "../schema/definition-index";
import { resolveAttribute } from "../schema/resolve";
import type { ScalarColumn } from "./compile-column";
import type { FilterColumns } from "./filter-columns";
import { raw, sql, type SqlFragment } from "./sql-fragment";

/** What rows `r` are sorted by: an expression, NULL where there is no value, and the type to read it back as. */
export interface SortKey {
  readonly expression: SqlFragment;
  readonly type: "text" | "uuid" | "timestamptz" | "boolean" | "jsonb";
}

/**
 * The sort key of a `sortBy` (RFC 7644 §3.4.2.3): strings of caseExact=false by their folded form, a multi-valued
 * attribute by its primary value, else its first; of a complex one, its `value`.
 *
 * @throws ScimError 400 invalidPath for what is no attribute, or has no order
 */
export function compileSort(definition: ResourceDefinition, sortBy: string, columns: FilterColumns): SortKey {
  const resolved = resolveAttribute(definition, sortBy.trim());
  if (!resolved) {
    throw invalidPath(`sortBy names ${quote(sortBy)}, which is no attribute of this directory's schema. See /Schemas.`);
  }
  const column = columns.get(resolved.path.toLowerCase());
  if (column?.kind === "relation" || notSortable.has(resolved.steps[0]?.name ?? "")) throw noOrder(sortBy);
  return column && column.kind !== "stored" ? ofColumn(column) : ofStored(resolved, sortBy);
}

/** Characters of a text that its order goes by: a cursor holds them, and travels in a URL. */
const sortedLength = 256;

const notSortable: ReadonlySet<string> = new Set(["schemas", "members", "groups"]);

const noOrder = (sortBy: string) =>
  invalidPath(`${quote(sortBy)} has no order of its own. Sort by one of its sub-attributes, or by another attribute.`);

function ofColumn({ kind, expression }: ScalarColumn): SortKey {
  if (kind === "uuid") return { expression, type: "uuid" };
  if (kind === "timestamp") return { expression, type: "timestamptz" };
  return { expression, type: kind };
}

function ofStored({ attribute, subAttribute, steps, path }: ResolvedPath, sortBy: string): SortKey {
  const leaf = subAttribute ?? attribute;
  if (path.startsWith("meta")) throw noOrder(sortBy);
  const value = leaf.type === "complex" ? leaf.subAttributes?.find((each) => each.name === "value") : leaf;
  if (!value) throw noOrder(sortBy);
  const names = leaf.type === "complex" ? [...steps, { name: "value", multiValued: false }] : steps;
  const json = names.reduce<SqlFragment>(
    (from, { name, multiValued }) =>
      multiValued ? preferred(sql`(${from} -> ${name}::text)`) : sql`(${from} -> ${name}::text)`,
    raw('r."search"'),
  );
  const isText = value.type !== "boolean" && value.type !== "integer" && value.type !== "decimal";
  return isText
    ? { expression: sql`left(${json} #>> '{}', ${raw(String(sortedLength))})`, type: "text" }
    : { expression: json, type: "jsonb" };
}

/** The primary element of a list, else its first. */
const preferred = (list: SqlFragment): SqlFragment =>
  sql`coalesce(jsonb_path_query_first(${list}, '$[*] ? (@.primary == true)'), jsonb_path_query_first(${list}, '$[0]'))`;
