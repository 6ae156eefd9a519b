import type { Json } from "../json";
import type { Step } from "../schema/definition-index";
import type { CheckedFilter, FilterTarget } from "./checked-filter";
import { compare, compileText } from "./compile-column";
import { join, raw, sql, type SqlFragment } from "./sql-fragment";

type Comparison = Extract<CheckedFilter, { kind: "compare" }>;
type ValuePath = Extract<CheckedFilter, { kind: "valuePath" }>;

/** A jsonb expression that paths start from: `r."search"`, or one element of a value path. */
export interface Root {
  readonly json: SqlFragment;
  /** How many elements are around; it names the next one. */
  readonly depth: number;
  /** Whether it contains a document, found by an index; without it, by looking. */
  readonly contains?: Contains;
}

/** A condition that the row contains a document of `r."search"`'s shape. */
export type Contains = (document: Json) => SqlFragment;

/**
 * Compiles against the folded copy of attributes. `eq` is containment, which an index answers; whatever is left looks into
 * the row.
 */
export function compileStored(root: Root, { target, operator, value }: Comparison): SqlFragment {
  if (operator === "eq") return contains(root, documentOf(target.steps, value));
  if (operator === "ne") return compileDiffers(root, target.steps, value);
  return atLeaf(root, target.steps, (container, step) => {
    if (typeof value === "string") return compileText(textOf(container, step), operator, value);
    const leaf = jsonOf(container, step);
    // Booleans have no order, so what is left are numbers; jsonb compares them as such.
    return sql`(jsonb_typeof(${leaf}) = 'number' AND ${compare(leaf, operator, sql`to_jsonb(${value}::numeric)`)})`;
  });
}

/** Nothing unassigned is stored, so what is there has a value. */
export const compileStoredPresent = (root: Root, { steps }: FilterTarget): SqlFragment =>
  atLeaf(root, steps, (container, step) => sql`${jsonOf(container, step)} IS NOT NULL`);

/**
 * A value path: all conditions on one element. Made of `eq` alone it is one containment; of others, the `eq`s among them
 * still find the rows by index.
 */
export function compileStoredValuePath(
  root: Root,
  { target, filter }: ValuePath,
  compileElement: (element: Root) => SqlFragment,
): SqlFragment {
  const conjuncts = conjunctsOf(filter);
  const equalities = conjuncts.filter(isEquality);
  const element = equalities.map((each) => documentOf(each.target.steps, each.value)).reduce(mergeDocuments, undefined);
  // Two conditions on one attribute of the element cannot be one document.
  const isOneDocument = new Set(equalities.map((each) => each.target.path)).size === equalities.length;
  const indexed =
    element === undefined || !isOneDocument ? undefined : contains(root, documentOf(target.steps, element));
  if (indexed && equalities.length === conjuncts.length) return indexed;
  const some = atElement(root, target.steps, (each) => compileElement(each));
  return indexed ? sql`(${indexed} AND ${some})` : some;
}

const isEquality = (filter: CheckedFilter): filter is Comparison =>
  filter.kind === "compare" && filter.operator === "eq";

const conjunctsOf = (filter: CheckedFilter): readonly CheckedFilter[] =>
  filter.kind === "and" ? filter.operands.flatMap(conjunctsOf) : [filter];

function compileDiffers(root: Root, steps: readonly Step[], value: Json): SqlFragment {
  const at = steps.findIndex((step) => step.multiValued);
  // Unassigned differs from every value (RFC 7643 §2.5), and a row without it contains no document of it.
  if (at < 0) return sql`NOT (${contains(root, documentOf(steps, value))})`;
  const list = wayTo(root.json, steps.slice(0, at + 1));
  return sql`(${list} IS NULL OR ${someOf(list, root.depth, (each) => compileDiffers(each, steps.slice(at + 1), value))})`;
}

/** A condition on the last key of the way, on some element where the way leads through a multi-valued attribute. */
function atLeaf(
  root: Root,
  steps: readonly Step[],
  condition: (container: SqlFragment, step: Step | undefined) => SqlFragment,
): SqlFragment {
  const last = steps.at(-1);
  const isList = last?.multiValued === true;
  if (!steps.some((step) => step.multiValued)) return condition(wayTo(root.json, steps.slice(0, -1)), last);
  return atElement(root, isList ? steps : steps.slice(0, -1), (each) =>
    condition(each.json, isList ? undefined : last),
  );
}

/** A condition on what the way leads to, or on some of them. */
function atElement(root: Root, steps: readonly Step[], condition: (element: Root) => SqlFragment): SqlFragment {
  const at = steps.findIndex((step) => step.multiValued);
  if (at < 0) return steps.length === 0 ? condition(root) : ifThere(wayTo(root.json, steps), root.depth, condition);
  return someOf(wayTo(root.json, steps.slice(0, at + 1)), root.depth, (each) =>
    atElement(each, steps.slice(at + 1), condition),
  );
}

const ifThere = (json: SqlFragment, depth: number, condition: (element: Root) => SqlFragment): SqlFragment =>
  sql`(${json} IS NOT NULL AND ${condition({ json, depth: depth + 1 })})`;

function someOf(list: SqlFragment, depth: number, condition: (element: Root) => SqlFragment): SqlFragment {
  const alias = raw(`e${depth}`);
  const element: Root = { json: sql`${alias}.v`, depth: depth + 1 };
  // jsonb_path_query, unlike jsonb_array_elements, takes what is no array, as after a change of a schema.
  return sql`EXISTS (SELECT 1 FROM jsonb_path_query(${list}, '$[*]') AS ${alias}(v) WHERE ${condition(element)})`;
}

const contains = ({ json, contains: indexed }: Root, document: Json): SqlFragment =>
  indexed ? indexed(document) : sql`${json} @> ${JSON.stringify(document)}::jsonb`;

/** `{"emails": [{"value": "x"}]}`: what a row contains when the value at the end of the way is this. */
const documentOf = (steps: readonly Step[], value: Json): Json =>
  steps.reduceRight<Json>((inner, { name, multiValued }) => ({ [name]: multiValued ? [inner] : inner }), value);

const mergeDocuments = (left: Json | undefined, right: Json): Json =>
  typeof left === "object" && typeof right === "object" ? { ...left, ...right } : right;

const wayTo = (json: SqlFragment, steps: readonly Step[]): SqlFragment =>
  join([json, ...steps.map(({ name }) => keyOf(name))], " -> ");

const jsonOf = (container: SqlFragment, step: Step | undefined): SqlFragment =>
  step ? sql`(${container} -> ${keyOf(step.name)})` : container;

const textOf = (container: SqlFragment, step: Step | undefined): SqlFragment =>
  step ? sql`(${container} ->> ${keyOf(step.name)})` : sql`(${container} #>> '{}')`;

/** Names of attributes are text, so that a statement is the same for every value; an odd one travels as a value. */
const keyOf = (name: string): SqlFragment => (/^[\w$:.-]+$/.test(name) ? raw(`'${name}'`) : sql`${name}::text`);
