import { invalidFilter } from "../errors";
import { quote } from "../quote";
import { toUtc } from "../resource/date-time";
import type { Attribute, AttributeType, ResourceDefinition } from "../schema/attribute";
import { subAttributesOf, type Step } from "../schema/definition-index";
import { typeName } from "../schema/type-name";
import { resolveAttribute } from "../schema/resolve";
import type { CheckedFilter, FilterTarget } from "./checked-filter";
import type { CompareOperator, Filter, Literal } from "./filter";
import { fold } from "./fold";

const equality: ReadonlySet<CompareOperator> = new Set(["eq", "ne"]);
const ordered: ReadonlySet<CompareOperator> = new Set(["eq", "ne", "gt", "ge", "lt", "le"]);
const unordered: ReadonlySet<CompareOperator> = new Set(["eq", "ne", "co", "sw", "ew"]);
const all: ReadonlySet<CompareOperator> = new Set([...ordered, ...unordered]);

/** Operators by type. Ordering booleans and binaries "SHALL cause a failed response" (RFC 7644 §3.4.2.2). */
const operatorsOf: Readonly<Record<AttributeType, ReadonlySet<CompareOperator>>> = {
  string: all,
  reference: all,
  binary: unordered,
  boolean: equality,
  integer: ordered,
  decimal: ordered,
  dateTime: ordered,
  complex: new Set(),
};

/** Looks a path of the filter up: in the resource, or in one element of a value path. */
type Lookup = (path: string) => FilterTarget | undefined;

/**
 * Checks a filter against the schemas of a definition (RFC 7644 §3.4.2.2).
 *
 * @throws ScimError 400 invalidFilter for an unknown attribute (never a dropped condition), an operator that does not
 * suit the attribute's type, a literal of another type.
 */
export function checkFilter(definition: ResourceDefinition, filter: Filter): CheckedFilter {
  return check(filter, (path) => {
    const resolved = resolveAttribute(definition, path);
    return resolved && { ...resolved, attribute: resolved.subAttribute ?? resolved.attribute };
  });
}

/** Checks the filter of a value path on `attribute`; its paths are relative to one element. */
export function checkValueFilter(attribute: Attribute, path: string, filter: Filter): CheckedFilter {
  return check(filter, (name) => lookUpInElement(attribute, path, name));
}

function check(filter: Filter, lookUp: Lookup): CheckedFilter {
  switch (filter.kind) {
    case "and":
    case "or":
      return { kind: filter.kind, operands: filter.operands.map((operand) => check(operand, lookUp)) };
    case "not":
      return { kind: "not", operand: check(filter.operand, lookUp) };
    case "present":
      return { kind: "present", target: require(filter.path, lookUp) };
    case "valuePath": {
      const target = require(filter.path, lookUp);
      const { attribute } = target;
      if (!attribute.multiValued && attribute.type !== "complex") {
        throw invalidFilter(
          `The filter uses [ ] on ${quote(filter.path)}, which has a single value. Compare it without [ ].`,
        );
      }
      return { kind: "valuePath", target, filter: checkValueFilter(attribute, target.path, filter.filter) };
    }
    case "compare":
      return checkComparison(filter.operator, filter.literal, require(filter.path, lookUp));
  }
}

function checkComparison(operator: CompareOperator, literal: Literal, found: FilterTarget): CheckedFilter {
  // An unassigned attribute is one whose value is null (RFC 7643 §2.5).
  if (literal.value === null && equality.has(operator)) {
    const present: CheckedFilter = { kind: "present", target: found };
    return operator === "ne" ? present : { kind: "not", operand: present };
  }
  const target = found.attribute.type === "complex" ? valueOf(found) : found;
  if (!operatorsOf[target.attribute.type].has(operator)) {
    const possible = [...operatorsOf[target.attribute.type], "pr"].join(", ");
    throw invalidFilter(
      `The filter compares ${target.path}, ${typeName(target.attribute.type)}, with ${operator}. Possible are ${possible}.`,
    );
  }
  return { kind: "compare", target, operator, value: literalFor(target, literal) };
}

/** Comparing a complex attribute compares its default sub-attribute `value` (RFC 7643 §2.4). */
function valueOf(target: FilterTarget): FilterTarget {
  const value = subAttributesOf(target.attribute).get("value");
  if (!value) {
    const names = (target.attribute.subAttributes ?? []).map(({ name }) => name).join(", ");
    throw invalidFilter(`The filter compares ${target.path} as a whole. Compare one of its parts: ${names}.`);
  }
  return inside(target, value);
}

const inside = (target: FilterTarget, sub: Attribute): FilterTarget => ({
  path: `${target.path}.${sub.name}`,
  steps: [...target.steps, stepTo(sub)],
  attribute: sub,
});

const stepTo = ({ name, multiValued }: Attribute): Step => ({ name, multiValued });

function lookUpInElement(attribute: Attribute, path: string, name: string): FilterTarget | undefined {
  if (attribute.type === "complex") {
    const sub = subAttributesOf(attribute).get(name.toLowerCase());
    return sub && { path: `${path}.${sub.name}`, steps: [stepTo(sub)], attribute: sub };
  }
  // The values of a simple multi-valued attribute are named `value`; the way from an element to its value is empty.
  return name.toLowerCase() === "value" ? { path, steps: [], attribute } : undefined;
}

function require(path: string, lookUp: Lookup): FilterTarget {
  const target = lookUp(path);
  if (!target) {
    throw invalidFilter(
      `The filter names ${quote(path)}, which is no attribute of this directory's schema. See /Schemas for its attributes.`,
    );
  }
  if (target.attribute.returned === "never") {
    throw invalidFilter(`The filter names ${target.path}, which cannot be asked for. Leave it out.`);
  }
  return target;
}

function literalFor({ attribute, path }: FilterTarget, literal: Literal): string | number | boolean {
  const value = comparable(attribute, literal);
  if (value === undefined) {
    const type = typeName(attribute.type);
    throw invalidFilter(`The filter compares ${path}, ${type}, with ${quote(literal.value)}. Give ${type}.`);
  }
  return value;
}

function comparable({ type, caseExact }: Attribute, { value, text }: Literal): string | number | boolean | undefined {
  switch (type) {
    case "boolean": {
      // Also "True", as Entra writes it (ENTRA.md §4.3-5).
      const word = text.toLowerCase();
      return word === "true" ? true : word === "false" ? false : undefined;
    }
    case "integer":
    case "decimal": {
      const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
      return typeof number === "number" && Number.isFinite(number) ? number : undefined;
    }
    case "dateTime":
      return toUtc(text);
    default:
      return value === null ? undefined : caseExact ? text : fold(text);
  }
}
