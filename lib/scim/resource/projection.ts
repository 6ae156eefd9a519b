import { invalidValue } from "../errors";
import type { Json, JsonObject } from "../json";
import { isJsonObject } from "../json-object";
import type { Attribute, ResourceDefinition } from "../schema/attribute";
import { indexOf, subAttributesOf, type Step } from "../schema/definition-index";
import { resolveAttribute } from "../schema/resolve";

/** Stored names as a tree; true is a whole attribute. */
export type ProjectionTree = ReadonlyMap<string, true | ProjectionTree>;

/** Which attributes a representation has; made by parseProjection. */
export interface Projection {
  readonly kind: "default" | "only" | "except";
  readonly tree: ProjectionTree;
}

const everything: Projection = { kind: "default", tree: new Map() };

/**
 * Reads the parameters `attributes` and `excludedAttributes` (RFC 7644 §3.4.2.5, §3.10): comma-separated attribute paths
 * in any letter case. Names of no attribute are ignored; a value filter (`emails[type eq "work"]`, ENTRA.md §8.3) is too.
 *
 * @throws ScimError 400 invalidValue when both are given: they exclude each other
 */
export function parseProjection(
  definition: ResourceDefinition,
  attributes?: string,
  excludedAttributes?: string,
): Projection {
  const only = attributes?.trim();
  const except = excludedAttributes?.trim();
  if (only && except) {
    throw invalidValue("The request has both attributes and excludedAttributes. Send one of them.");
  }
  if (only) return { kind: "only", tree: treeOf(definition, only) };
  return except ? { kind: "except", tree: treeOf(definition, except) } : everything;
}

/** Whether a representation has `members` or `groups`, so that they are loaded only then. */
export function wants({ kind, tree }: Projection, attribute: "members" | "groups"): boolean {
  return kind === "only" ? tree.has(attribute) : kind === "default" || tree.get(attribute) !== true;
}

/** Applies a projection and the attributes' own `returned` (RFC 7643 §7) to a whole representation. */
export function project(definition: ResourceDefinition, resource: JsonObject, projection: Projection): JsonObject {
  const { attributes, extensions } = indexOf(definition);
  return projectObject(resource, projection.kind, projection.tree, (name) => {
    const extension = extensions.get(name.toLowerCase());
    return extension ? { byName: extension.attributes } : leafOf(attributes.get(name.toLowerCase()));
  });
}

/** What is known of a key: the characteristics of its attribute, and of those inside it. */
interface Known {
  readonly attribute?: Attribute;
  readonly byName?: ReadonlyMap<string, Attribute>;
}

const leafOf = (attribute: Attribute | undefined): Known =>
  attribute ? { attribute, ...(attribute.subAttributes && { byName: subAttributesOf(attribute) }) } : {};

function projectObject(
  object: JsonObject,
  kind: Projection["kind"],
  tree: ProjectionTree,
  lookUp: (name: string) => Known,
): JsonObject {
  const result: Record<string, Json> = {};
  for (const [name, value] of Object.entries(object)) {
    const known = lookUp(name);
    const projected = value === undefined ? undefined : projectValue(value, kind, tree.get(name), known);
    if (projected !== undefined) result[name] = projected;
  }
  return result;
}

function projectValue(
  value: Json,
  kind: Projection["kind"],
  node: true | ProjectionTree | undefined,
  { attribute, byName }: Known,
): Json | undefined {
  const returned = attribute?.returned ?? "default";
  if (returned === "never") return undefined;
  if (returned !== "always") {
    if (kind === "only" ? node === undefined : node === true && kind === "except") return undefined;
    if (returned === "request" && (kind !== "only" || node === undefined)) return undefined;
  }
  if (!byName) return value;
  // Inside an attribute that is wanted whole, the sub-attributes' own `returned` still holds.
  const isPart = node !== undefined && node !== true;
  const [innerKind, innerTree] = isPart ? [kind, node] : (["default", everything.tree] as const);
  const inner = (each: Json): Json =>
    isJsonObject(each)
      ? projectObject(each, innerKind, innerTree, (name) => leafOf(byName.get(name.toLowerCase())))
      : each;
  if (!Array.isArray(value)) {
    const object = inner(value);
    return isJsonObject(object) && Object.keys(object).length === 0 ? undefined : object;
  }
  return value.map(inner);
}

function treeOf(definition: ResourceDefinition, parameter: string): ProjectionTree {
  const tree: MutableTree = new Map();
  for (const path of pathsIn(parameter)) {
    const resolved = resolveAttribute(definition, path);
    if (resolved) insert(tree, resolved.steps);
  }
  return tree;
}

type MutableTree = Map<string, true | MutableTree>;

function insert(tree: MutableTree, [step, ...rest]: readonly Step[]): void {
  if (!step) return;
  const node = tree.get(step.name);
  if (rest.length === 0) {
    tree.set(step.name, true);
  } else if (node !== true) {
    const inner: MutableTree = node ?? new Map();
    tree.set(step.name, inner);
    insert(inner, rest);
  }
}

/** The paths between commas, without value filters; a comma or a quote inside [ ] separates nothing. */
function pathsIn(parameter: string): readonly string[] {
  let [path, depth, quoted] = ["", 0, false];
  const paths: string[] = [];
  for (const character of parameter) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && character === "[") depth += 1;
    else if (!quoted && character === "]") depth -= 1;
    else if (depth <= 0 && !quoted) {
      if (character === ",") {
        paths.push(path.trim());
        path = "";
      } else path += character;
    }
  }
  return [...paths, path.trim()];
}
