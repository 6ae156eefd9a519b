import { invalidPath } from "../errors";
import { checkValueFilter } from "../filter/check-filter";
import type { Filter, Literal } from "../filter/filter";
import type { Json, JsonObject } from "../json";
import { parsePath } from "../path/parse-path";
import { quote } from "../quote";
import { readValue } from "../resource/read-value";
import { newReading } from "../resource/reading";
import type { Attribute, ResourceDefinition } from "../schema/attribute";
import { subAttributesOf } from "../schema/definition-index";
import { resolveAttribute } from "../schema/resolve";
import type { PatchTarget } from "./operation";

/**
 * Finds what a PATCH path points at (RFC 7644 §3.5.2).
 *
 * @param capitalised whether the operation is in Entra's legacy dialect, which decides what may be created
 * @throws ScimError 400 invalidPath for a malformed path or an unknown attribute, invalidFilter for a bad value filter
 */
export function resolveTarget(definition: ResourceDefinition, path: string, capitalised: boolean): PatchTarget {
  const parsed = parsePath(path);
  const resolved = resolveAttribute(definition, parsed.attribute);
  if (!resolved) throw unknownPath(path, parsed.attribute);
  const { attribute, extension } = resolved;
  if (!parsed.filter) {
    return {
      path,
      extension,
      attribute,
      subAttribute: resolved.subAttribute,
      filter: undefined,
      template: undefined,
    };
  }
  if (!attribute.multiValued || resolved.subAttribute) {
    throw invalidPath(`The path ${quote(path)} uses [ ] on ${resolved.path}, which has a single value. Leave it out.`, {
      path: resolved.path,
    });
  }
  return {
    path,
    extension,
    attribute,
    subAttribute: parsed.subAttribute === undefined ? undefined : subAttributeOf(attribute, parsed.subAttribute, path),
    filter: checkValueFilter(attribute, resolved.path, parsed.filter),
    template: templateOf(attribute, parsed.filter, capitalised),
  };
}

function unknownPath(path: string, name: string) {
  return invalidPath(
    `The path ${quote(path)} names ${quote(name)}, which is no attribute of this directory's schema. ` +
      "See /Schemas for its attributes, or correct the mapping.",
  );
}

function subAttributeOf(attribute: Attribute, name: string, path: string): Attribute {
  const sub = subAttributesOf(attribute).get(name.toLowerCase());
  if (!sub) throw unknownPath(path, `${attribute.name}.${name}`);
  return sub;
}

/**
 * The element that a filter describes, when it may be created. RFC 7644 §3.5.2.3 answers noTarget where nothing matches;
 * Entra counts on creation in both dialects (ENTRA.md §4.3-3), so a filter of `eq` on a canonical `type` or on `primary`
 * creates, and in the legacy dialect any filter of `eq`.
 */
function templateOf(attribute: Attribute, filter: Filter, capitalised: boolean): JsonObject | undefined {
  const template: Record<string, Json> = {};
  // A filter's literal is no value that was sent: repairing it is nothing to report.
  const reading = newReading();
  const isComplete = equalities(filter).every((equality) => {
    const sub = equality && subAttributesOf(attribute).get(equality.path.toLowerCase());
    if (!sub || sub.mutability === "readOnly") return false;
    if (!capitalised && !isLabel(sub, equality.literal)) return false;
    const value = readValue(sub, valueOf(sub, equality.literal), `${attribute.name}.${sub.name}`, reading, "resource");
    if (value === undefined) return false;
    template[sub.name] = value;
    return true;
  });
  return isComplete ? template : undefined;
}

type Equality = { readonly path: string; readonly literal: Literal } | undefined;

/** The conjuncts of a filter; undefined stands for one that is no `eq`. */
function equalities(filter: Filter): readonly Equality[] {
  if (filter.kind === "and") return filter.operands.flatMap(equalities);
  return [filter.kind === "compare" && filter.operator === "eq" ? filter : undefined];
}

function isLabel({ name, canonicalValues }: Attribute, { text }: Literal): boolean {
  if (name === "primary") return true;
  return name === "type" && (!canonicalValues || canonicalSpelling(canonicalValues, text) !== undefined);
}

/** A literal as a value to store: in canonical letters where the schema has them. */
function valueOf({ type, canonicalValues = [] }: Attribute, { value, text }: Literal): Json {
  if (type === "boolean" || type === "integer" || type === "decimal") return value;
  return canonicalSpelling(canonicalValues, text) ?? text;
}

const canonicalSpelling = (canonicalValues: readonly string[], text: string) =>
  canonicalValues.find((each) => each.toLowerCase() === text.toLowerCase());
