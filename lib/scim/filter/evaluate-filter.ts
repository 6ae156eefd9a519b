import type { Json, JsonObject } from "../json";
import { isAssigned, isJsonObject } from "../json-object";
import { toUtc } from "../resource/date-time";
import type { Attribute } from "../schema/attribute";
import type { Step } from "../schema/definition-index";
import type { CheckedFilter } from "./checked-filter";
import { compareCodePoints } from "./compare-code-points";
import type { CompareOperator } from "./filter";
import { fold } from "./fold";

/**
 * Whether a resource matches (RFC 7644 §3.4.2.2); the oracle that compiled SQL must agree with.
 *
 * A multi-valued attribute matches when any of its values does; a value path looks at one element at a time. Unassigned
 * means null (RFC 7643 §2.5): it equals no literal, so `ne` matches it, and `not (title eq "x")` does too.
 */
export function evaluateFilter(filter: CheckedFilter, resource: JsonObject): boolean {
  return evaluate(filter, resource);
}

/** The same for one element of a value path, which may also be a simple value. */
export function evaluateElement(filter: CheckedFilter, element: Json): boolean {
  return evaluate(filter, element);
}

function evaluate(filter: CheckedFilter, root: Json): boolean {
  switch (filter.kind) {
    case "and":
      return filter.operands.every((operand) => evaluate(operand, root));
    case "or":
      return filter.operands.some((operand) => evaluate(operand, root));
    case "not":
      return !evaluate(filter.operand, root);
    case "present":
      return someValue(root, filter.target.steps, 0, isAssigned);
    case "compare": {
      const { target, operator, value } = filter;
      return someValue(root, target.steps, 0, (leaf) => compare(target.attribute, operator, leaf, value));
    }
    case "valuePath":
      return someValue(
        root,
        filter.target.steps,
        0,
        (element) => element !== undefined && element !== null && evaluate(filter.filter, element),
      );
  }
}

/** Whether a value at the end of the way passes; where there is none, `undefined` is tried once. */
function someValue(
  from: Json | undefined,
  steps: readonly Step[],
  index: number,
  test: (value: Json | undefined) => boolean,
): boolean {
  const step = steps[index];
  if (step === undefined) return test(from);
  const value = isJsonObject(from) ? from[step.name] : undefined;
  if (!step.multiValued || !Array.isArray(value)) return someValue(value, steps, index + 1, test);
  if (value.length === 0) return test(undefined);
  return value.some((element) => someValue(element, steps, index + 1, test));
}

function compare(
  attribute: Attribute,
  operator: CompareOperator,
  leaf: Json | undefined,
  literal: string | number | boolean,
): boolean {
  const value = comparable(attribute, leaf);
  if (value === undefined || typeof value !== typeof literal) return operator === "ne";
  switch (operator) {
    case "eq":
      return value === literal;
    case "ne":
      return value !== literal;
    case "co":
      return String(value).includes(String(literal));
    case "sw":
      return String(value).startsWith(String(literal));
    case "ew":
      return String(value).endsWith(String(literal));
    case "gt":
      return order(value, literal) > 0;
    case "ge":
      return order(value, literal) >= 0;
    case "lt":
      return order(value, literal) < 0;
    case "le":
      return order(value, literal) <= 0;
  }
}

const order = (left: string | number | boolean, right: string | number | boolean): number =>
  typeof left === "string" ? compareCodePoints(left, String(right)) : Number(left) - Number(right);

function comparable(attribute: Attribute, leaf: Json | undefined): string | number | boolean | undefined {
  if (!isAssigned(leaf) || typeof leaf === "object") return undefined;
  if (typeof leaf !== "string") return leaf;
  if (attribute.type === "dateTime") return toUtc(leaf);
  return attribute.caseExact ? leaf : fold(leaf);
}
