import type { SourceAttributes } from "../tenant/tenant";
import { attributeOf } from "./evaluate-expression";

/** The operators of attribute-based scoping (ENTRA.md §7.7), by Microsoft's names. */
export const scopingOperators = [
  "EQUALS",
  "NOT EQUALS",
  "IS TRUE",
  "IS FALSE",
  "IS NULL",
  "IS NOT NULL",
  "REGEX MATCH",
  "NOT REGEX MATCH",
  "Greater_Than",
  "Greater_Than_OR_EQUALS",
  "Includes",
  "ENDS_WITH",
  "&",
  "!&",
] as const;
export type ScopingOperator = (typeof scopingOperators)[number];

export interface ScopingClause {
  readonly attribute: string;
  readonly operator: ScopingOperator;
  readonly value?: string;
}

/** Clauses that all have to hold. Several filters: one of them has to. */
export type ScopingFilter = readonly ScopingClause[];

/** Whether an object is in scope; without filters everybody is. */
export const isInScope = (filters: readonly ScopingFilter[], attributes: SourceAttributes): boolean =>
  filters.length === 0 || filters.some((clauses) => clauses.every((clause) => holds(clause, attributes)));

function holds({ attribute, operator, value = "" }: ScopingClause, attributes: SourceAttributes): boolean {
  const actual = attributeOf(attribute, attributes);
  if (operator === "IS NULL") return actual === undefined;
  // Null makes every other clause false, the negative ones too.
  if (actual === undefined) return false;
  switch (operator) {
    case "IS NOT NULL":
      return true;
    case "EQUALS":
      return actual === value;
    case "NOT EQUALS":
      return actual !== value;
    case "IS TRUE":
      return actual === "True";
    case "IS FALSE":
      return actual === "False";
    case "REGEX MATCH":
      return new RegExp(value, "u").test(actual);
    case "NOT REGEX MATCH":
      return !new RegExp(value, "u").test(actual);
    case "Greater_Than":
      return compare(actual, value) > 0;
    case "Greater_Than_OR_EQUALS":
      return compare(actual, value) >= 0;
    case "Includes":
      return actual.toLowerCase().includes(value.toLowerCase());
    case "ENDS_WITH":
      return actual.endsWith(value);
    case "&":
      return hasBits(actual, value);
    case "!&":
      return !hasBits(actual, value);
  }
}

/** Whole numbers as numbers, anything else as texts. */
function compare(left: string, right: string): number {
  const [a, b] = [Number(left), Number(right)];
  if (!Number.isNaN(a) && !Number.isNaN(b)) return a - b;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Whether a number has all bits of another set. */
function hasBits(actual: string, mask: string): boolean {
  if (!/^\d+$/.test(actual) || !/^\d+$/.test(mask)) return false;
  return (BigInt(actual) & BigInt(mask)) === BigInt(mask);
}
