import type { ResourceDefinition } from "../schema/attribute";
import { resolveAttribute } from "../schema/resolve";
import { checkFilter } from "./check-filter";
import type { CheckedFilter } from "./checked-filter";
import { evaluateFilter } from "./evaluate-filter";
import type { Filter } from "./filter";

/** No condition at all, and no possibility at all. */
const everything: CheckedFilter = { kind: "and", operands: [] };
const nothing: CheckedFilter = { kind: "or", operands: [] };

/**
 * Checks a filter for one of several types that are searched together. What only another of them has is, for this one, an
 * attribute without a value (RFC 7644 §3.4.2.1): `eq` and `pr` match nothing, `ne` and `not` do.
 *
 * @throws ScimError 400 invalidFilter for an attribute that none of them has, or used as its type does not allow
 */
export function checkFilterAmong(
  definition: ResourceDefinition,
  all: readonly ResourceDefinition[],
  filter: Filter,
): CheckedFilter {
  switch (filter.kind) {
    case "and":
    case "or":
      return { kind: filter.kind, operands: filter.operands.map((each) => checkFilterAmong(definition, all, each)) };
    case "not":
      return { kind: "not", operand: checkFilterAmong(definition, all, filter.operand) };
    default: {
      if (resolveAttribute(definition, filter.path)) return checkFilter(definition, filter);
      const owner = all.find((each) => resolveAttribute(each, filter.path)) ?? definition;
      return evaluateFilter(checkFilter(owner, filter), {}) ? everything : nothing;
    }
  }
}
