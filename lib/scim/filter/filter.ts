/** A filter as parsed (RFC 7644 §3.4.2.2, figure 1): frozen plain data that knows no schema yet. */
export type CompareOperator = "eq" | "ne" | "co" | "sw" | "ew" | "gt" | "ge" | "lt" | "le";

export interface Literal {
  readonly value: string | number | boolean | null;
  /** False for a bare word, which a string attribute reads as text (ENTRA.md §2.3: published examples do not quote). */
  readonly quoted: boolean;
  /** The bare word as written. Equal to `value` for a quoted string. */
  readonly text: string;
}

export type Filter =
  | { readonly kind: "and" | "or"; readonly operands: readonly Filter[] }
  | { readonly kind: "not"; readonly operand: Filter }
  | { readonly kind: "present"; readonly path: string }
  | {
      readonly kind: "compare";
      readonly path: string;
      readonly operator: CompareOperator;
      readonly literal: Literal;
    }
  /** `emails[type eq "work"]`: the inner paths are relative to one element. */
  | { readonly kind: "valuePath"; readonly path: string; readonly filter: Filter };
