import type { AppRole, SourceAttributes } from "../tenant/tenant";
import { evaluateExpression } from "./evaluate-expression";
import { parseExpression } from "./parse-expression";
import type { Expression } from "./parse-expression";
import { parseTargetPath } from "./target-path";
import type { TargetPath } from "./target-path";

/** How a mapping is written down: where from, where to. */
export interface MappingInput {
  /** An attribute of Entra's, a constant in quotes, or an expression. */
  readonly source: string;
  readonly target: string;
  /** Matching precedence, 1 first; left out: nobody is looked up by it. */
  readonly matching?: number;
  /** "Apply this mapping": always, or only when somebody is created. */
  readonly apply?: "always" | "create";
  /** "Default value if null". */
  readonly default?: string;
}

export interface AttributeMapping extends Omit<MappingInput, "source" | "target"> {
  readonly source: Expression;
  readonly target: TargetPath;
  /** Whether it points at another object: it is written in a later pass (ENTRA.md §5). */
  readonly isReference: boolean;
  /** Whether the target is a boolean on the wire. */
  readonly isBoolean: boolean;
}

/** @throws ExpressionError, Error for a target that is none */
export function toMapping({ source, target, ...rest }: MappingInput): AttributeMapping {
  const path = parseTargetPath(target);
  // A bare attribute name is the commonest source.
  const expression: Expression = /^[\w.]+$/.test(source)
    ? { kind: "attribute", name: source }
    : parseExpression(source);
  const isReference = path.attribute.toLowerCase() === "manager";
  return { ...rest, source: expression, target: path, isReference, isBoolean: path.text.toLowerCase() === "active" };
}

/** One target attribute and what belongs there. A list of roles is the one value that is no text. */
export interface MappedValue {
  readonly mapping: AttributeMapping;
  readonly value: string | readonly AppRole[];
}

/** What one object becomes by its mappings, references aside. Null values are left out: Entra sends none (ENTRA.md §3.1). */
export function applyMappings(
  mappings: readonly AttributeMapping[],
  attributes: SourceAttributes,
  roles: readonly AppRole[],
): MappedValue[] {
  return mappings.flatMap((mapping) => {
    if (mapping.isReference) return [];
    const value = evaluateExpression(mapping.source, { attributes, roles }) ?? mapping.default;
    return value === undefined || value.length === 0 ? [] : [{ mapping, value }];
  });
}

/** The mappings that somebody is looked up by, in their precedence (ENTRA.md §2.1). */
export const matchingOf = (mappings: readonly AttributeMapping[]): AttributeMapping[] =>
  mappings
    .filter(({ matching }) => matching !== undefined)
    .sort((left, right) => (left.matching ?? 0) - (right.matching ?? 0));
