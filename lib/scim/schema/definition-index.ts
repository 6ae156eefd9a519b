import type { Attribute, ResourceDefinition, Schema } from "./attribute";
import { commonAttributes } from "./common";
import { attribute } from "./define";

/** One key on the way from a resource to a value. */
export interface Step {
  readonly name: string;
  readonly multiValued: boolean;
}

/** Where an attribute path leads in a resource of one definition. */
export interface ResolvedPath {
  /** In canonical letters: `name.givenName`, `urn:…:enterprise:2.0:User:manager.value`. */
  readonly path: string;
  /** The URN of the extension whose object holds the attribute; undefined for core and common attributes. */
  readonly extension: string | undefined;
  /** For a path that is just an extension's URN: the extension, seen as one complex attribute. */
  readonly attribute: Attribute;
  readonly subAttribute: Attribute | undefined;
  readonly steps: readonly Step[];
}

/** Attributes by lower-cased name. Attribute names are case-insensitive (RFC 7643 §2.1). */
export type AttributesByName = ReadonlyMap<string, Attribute>;

export interface ExtensionIndex {
  readonly schema: Schema;
  readonly attributes: AttributesByName;
}

export interface DefinitionIndex {
  /** Core and common attributes. */
  readonly attributes: AttributesByName;
  /** Extensions by lower-cased URN. */
  readonly extensions: ReadonlyMap<string, ExtensionIndex>;
  /** Every path there is, lower-cased: bare, and qualified with its schema's URN. */
  readonly paths: ReadonlyMap<string, ResolvedPath>;
  /** The required and the immutable among them, outside of multi-valued attributes. */
  readonly required: readonly ResolvedPath[];
  readonly immutable: readonly ResolvedPath[];
  /** Whether an attribute is returned only on request, or never, so that no representation can be sent unprojected. */
  readonly hidesByDefault: boolean;
}

const indexes = new WeakMap<ResourceDefinition, DefinitionIndex>();
const subAttributes = new WeakMap<Attribute, AttributesByName>();

const byName = (attributes: readonly Attribute[]): AttributesByName =>
  new Map(attributes.map((each) => [each.name.toLowerCase(), each]));

/** The lookup tables of a definition, built once. */
export function indexOf(definition: ResourceDefinition): DefinitionIndex {
  const known = indexes.get(definition);
  if (known) return known;
  const paths = pathsOf(definition);
  const single = [...new Set(paths.values())].filter(({ steps }) =>
    steps.slice(0, -1).every((step) => !step.multiValued),
  );
  const leaf = ({ attribute, subAttribute }: ResolvedPath) => subAttribute ?? attribute;
  const index = {
    attributes: byName([...commonAttributes, ...definition.schema.attributes]),
    extensions: new Map(
      definition.extensions.map(({ schema }) => [
        schema.id.toLowerCase(),
        { schema, attributes: byName(schema.attributes) },
      ]),
    ),
    paths,
    required: single.filter((path) => leaf(path).required),
    immutable: single.filter((path) => leaf(path).mutability === "immutable"),
    // What is writeOnly is not stored, so it need not be hidden.
    hidesByDefault: [...paths.values()].map(leaf).some(({ returned, mutability }) => {
      return (returned === "request" || returned === "never") && mutability !== "writeOnly";
    }),
  };
  indexes.set(definition, index);
  return index;
}

/** The sub-attributes of a complex attribute by lower-cased name, built once. */
export function subAttributesOf(parent: Attribute): AttributesByName {
  const known = subAttributes.get(parent);
  if (known) return known;
  const map = byName(parent.subAttributes ?? []);
  subAttributes.set(parent, map);
  return map;
}

function pathsOf(definition: ResourceDefinition): ReadonlyMap<string, ResolvedPath> {
  const paths = new Map<string, ResolvedPath>();
  // The first to claim a name keeps it: a bare name means the core attribute before an extension's of the same name.
  const claim = (name: string, resolved: ResolvedPath) => {
    const key = name.toLowerCase();
    if (!paths.has(key)) paths.set(key, resolved);
  };
  const core = [...commonAttributes, ...definition.schema.attributes].flatMap((each) =>
    resolvedPathsOf(each, undefined),
  );
  for (const resolved of core) {
    claim(resolved.path, resolved);
    claim(`${definition.schema.id}:${resolved.path}`, resolved);
  }
  for (const { schema } of definition.extensions) {
    const whole = attribute(schema.id, {
      type: "complex",
      description: schema.description,
      subAttributes: schema.attributes,
    });
    claim(schema.id, {
      path: schema.id,
      extension: undefined,
      attribute: whole,
      subAttribute: undefined,
      steps: [{ name: schema.id, multiValued: false }],
    });
    for (const resolved of schema.attributes.flatMap((each) => resolvedPathsOf(each, schema.id))) {
      claim(resolved.path, resolved);
      claim(resolved.path.slice(schema.id.length + 1), resolved);
    }
  }
  return paths;
}

function resolvedPathsOf(each: Attribute, extension: string | undefined): ResolvedPath[] {
  const path = extension === undefined ? each.name : `${extension}:${each.name}`;
  const step = { name: each.name, multiValued: each.multiValued };
  const steps = extension === undefined ? [step] : [{ name: extension, multiValued: false }, step];
  return [
    { path, extension, attribute: each, subAttribute: undefined, steps },
    ...(each.subAttributes ?? []).map((sub) => ({
      path: `${path}.${sub.name}`,
      extension,
      attribute: each,
      subAttribute: sub,
      steps: [...steps, { name: sub.name, multiValued: sub.multiValued }],
    })),
  ];
}
