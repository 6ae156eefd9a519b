import type { AppRole, SourceAttributes } from "../tenant/tenant";
import { ExpressionError } from "./parse-expression";
import type { Expression } from "./parse-expression";

/** What an expression may look at: the attributes of one object and its roles. */
export interface ExpressionInput {
  readonly attributes: SourceAttributes;
  readonly roles: readonly AppRole[];
}

/** undefined is Entra's null: nothing is sent. A list comes of the functions for several roles only. */
export type ExpressionValue = string | readonly AppRole[] | undefined;

/** @throws ExpressionError for an unknown function or missing arguments */
export function evaluateExpression(expression: Expression, input: ExpressionInput): ExpressionValue {
  switch (expression.kind) {
    case "nothing":
      return undefined;
    case "constant":
      return expression.value;
    case "attribute":
      return attributeOf(expression.name, input.attributes);
    case "call":
      return call(expression.name, expression.args, input);
  }
}

/** Names compare without case; booleans read as Entra writes them. */
export function attributeOf(name: string, attributes: SourceAttributes): string | undefined {
  const wanted = name.toLowerCase();
  const key = name in attributes ? name : Object.keys(attributes).find((one) => one.toLowerCase() === wanted);
  const value = key === undefined ? undefined : attributes[key];
  if (typeof value === "boolean") return value ? "True" : "False";
  return value === "" ? undefined : value;
}

type Texts = readonly (string | undefined)[];

/** Functions of texts. An argument that is null is undefined. */
const functions: Readonly<Record<string, (args: Texts) => string | undefined>> = {
  append: ([text, suffix]) => (text === undefined ? undefined : text + (suffix ?? "")),
  coalesce: (args) => args.find((arg) => arg !== undefined && arg !== ""),
  join: ([separator = "", ...parts]) =>
    nonEmpty(parts.filter((part) => part !== undefined && part !== "").join(separator)),
  // Counts from 1, as Entra does; by characters as people see them, so that none is cut in two.
  mid: ([text, start, length]) =>
    text === undefined
      ? undefined
      : nonEmpty([...text].slice(Number(start) - 1, Number(start) - 1 + Number(length)).join("")),
  replace,
  switch: switchCase,
  tolower: ([text, culture]) => text?.toLocaleLowerCase(culture || undefined),
  toupper: ([text, culture]) => text?.toLocaleUpperCase(culture || undefined),
  trim: ([text]) => text?.trim(),
};

function call(name: string, args: readonly Expression[], input: ExpressionInput): ExpressionValue {
  switch (name.toLowerCase()) {
    // One role only; which of several is not said, so the first (ENTRA.md §4.4).
    case "singleapproleassignment":
      return input.roles[0]?.value;
    case "approleassignmentscomplex":
    case "assertiveapproleassignmentscomplex":
      return input.roles;
  }
  const run = functions[name.toLowerCase()];
  if (!run) throw new ExpressionError(`There is no function ${name}.`);
  return run(
    args.map((arg) => {
      const value = evaluateExpression(arg, input);
      return typeof value === "object" ? value.map((role) => role.value).join(";") : value;
    }),
  );
}

/** Switch(source, default, key1, value1, …): keys compare as they are written. */
function switchCase([source, fallback, ...cases]: Texts): string | undefined {
  for (let index = 0; index + 1 < cases.length; index += 2) if (cases[index] === source) return cases[index + 1];
  return fallback;
}

/**
 * Replace(source, oldValue, regexPattern, regexGroupName, replacementValue, replacementAttribute, template): by a text, by
 * a pattern (or one group of it), or into a template whose oldValue becomes the source.
 */
function replace([source, oldValue, pattern, group, replacement, replacementAttribute, template]: Texts) {
  if (source === undefined) return undefined;
  const by = replacement ?? replacementAttribute ?? "";
  if (template !== undefined) return oldValue === undefined ? template : template.split(oldValue).join(source);
  if (pattern === undefined) return oldValue === undefined ? source : nonEmpty(source.split(oldValue).join(by));
  const regex = new RegExp(pattern, "gu");
  if (group === undefined) return nonEmpty(source.replace(regex, () => by));
  return nonEmpty(
    source.replace(regex, (whole: string, ...rest: unknown[]) => {
      const groups = rest.at(-1);
      const found =
        typeof groups === "object" && groups !== null && group in groups ? Reflect.get(groups, group) : undefined;
      return typeof found === "string" ? whole.replace(found, () => by) : whole;
    }),
  );
}

const nonEmpty = (text: string): string | undefined => (text === "" ? undefined : text);
