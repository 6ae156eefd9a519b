import type { Attribute } from "../schema/attribute";
import type { Step } from "../schema/definition-index";
import type { CompareOperator } from "./filter";

/** What a comparison looks at: the way to it, from the resource or from the element of the value path around it. */
export interface FilterTarget {
  /** Canonical, as in ResolvedPath.path; absolute also inside a value path. */
  readonly path: string;
  readonly steps: readonly Step[];
  /** The attribute whose type and caseExact decide; for a complex one compared as a whole, its `value`. */
  readonly attribute: Attribute;
}

/**
 * A filter checked against a definition: every attribute exists, every operator suits its type, every literal has the
 * attribute's type and comparable form (folded unless caseExact; a dateTime as UTC with milliseconds).
 */
export type CheckedFilter =
  | { readonly kind: "and" | "or"; readonly operands: readonly CheckedFilter[] }
  | { readonly kind: "not"; readonly operand: CheckedFilter }
  | { readonly kind: "present"; readonly target: FilterTarget }
  | {
      readonly kind: "compare";
      readonly target: FilterTarget;
      readonly operator: CompareOperator;
      readonly value: string | number | boolean;
    }
  | { readonly kind: "valuePath"; readonly target: FilterTarget; readonly filter: CheckedFilter };
