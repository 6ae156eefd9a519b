import { currentUrn } from "../clients/legacy-urns";
import { invalidSyntax } from "../errors";
import type { Json, JsonObject } from "../json";
import { isAssigned, isJsonObject } from "../json-object";
import type { Note } from "../note";
import { quote } from "../quote";
import type { Attribute, ResourceDefinition } from "../schema/attribute";
import { indexOf, type AttributesByName, type ResolvedPath } from "../schema/definition-index";
import { valueAt, withValueAt } from "./paths";
import { atOnce, type Steps } from "../steps";
import { readMembers } from "./read-members";
import { readValue } from "./read-value";
import { ignoreUnknown, newReading, type Reading } from "./reading";
import { keepImmutable, requireAttributes } from "./validate";

export type ReadContext = { readonly kind: "create" } | { readonly kind: "replace"; readonly current: JsonObject };

export interface ReadResult {
  /** What to store: canonical names, typed values, extensions under their URN; nothing unassigned, nothing of ours. */
  readonly attributes: JsonObject;
  /** Ids; undefined when the body has no `members`. */
  readonly members?: readonly string[];
  readonly notes: readonly Note[];
  /** Paths that were sent and not taken over: unknown, read-only, never stored. */
  readonly ignored: readonly string[];
}

/** Values being collected: core by name, extensions as objects of their own. */
interface Draft {
  readonly values: Record<string, Json>;
  members: readonly string[] | undefined;
}

/**
 * Reads the body of a POST or PUT (RFC 7644 §3.3, §3.5.1). Unknown and read-only attributes are ignored; missing
 * `schemas` too, and a stored extension need not be listed in it (ENTRA.md §3.1).
 *
 * @throws ScimError 400 invalidSyntax for a body that is no object; invalidValue for a wrong type or a missing required
 * attribute; mutability for another value of an immutable one
 */
export const readResource = (definition: ResourceDefinition, body: unknown, context: ReadContext): ReadResult =>
  atOnce(readResourceInSteps(definition, body, context));

/** The same, of a body that may be long. */
export function* readResourceInSteps(
  definition: ResourceDefinition,
  body: unknown,
  context: ReadContext,
): Steps<ReadResult> {
  if (!isJsonObject(body)) {
    throw invalidSyntax(`The body is ${quote(body)}. Send a ${definition.name} as a JSON object.`);
  }
  const reading = newReading();
  const draft: Draft = { values: {}, members: undefined };
  for (const [name, value] of Object.entries(body)) yield* readTopLevel(definition, draft, name, value, reading);
  const attributes = completed(definition, draft.values, context, reading);
  requireAttributes(definition, attributes);
  if (context.kind === "replace") keepImmutable(definition, context.current, attributes);
  return {
    attributes,
    ...(draft.members && { members: draft.members }),
    notes: reading.notes,
    ignored: reading.ignored,
  };
}

function* readTopLevel(
  definition: ResourceDefinition,
  draft: Draft,
  name: string,
  value: Json | undefined,
  reading: Reading,
): Steps<void> {
  const index = indexOf(definition);
  const lower = currentUrn(name.toLowerCase());
  const attribute = index.attributes.get(lower);
  const extension = index.extensions.get(lower);
  const qualified = index.paths.get(lower);
  if (attribute?.name === "members" && definition.name === "Group") {
    draft.members = yield* readMembers(value);
  } else if (attribute) {
    const read = readAttribute(attribute, attribute.name, value, reading);
    if (read !== undefined) draft.values[attribute.name] = read;
  } else if (extension) {
    if (isJsonObject(value)) readExtension(draft, extension.schema.id, extension.attributes, value, reading);
    else if (isAssigned(value)) ignoreUnknown(reading, name);
  } else if (qualified && qualified.steps.slice(0, -1).every((step) => !step.multiValued)) {
    readQualified(draft, qualified, value, reading);
  } else if (isAssigned(value)) {
    ignoreUnknown(reading, name);
  }
}

function readExtension(
  draft: Draft,
  urn: string,
  attributes: AttributesByName,
  value: JsonObject,
  reading: Reading,
): void {
  const known = draft.values[urn];
  const result: Record<string, Json | undefined> = isJsonObject(known) ? { ...known } : {};
  for (const [name, each] of Object.entries(value)) {
    const attribute = attributes.get(name.toLowerCase());
    if (attribute) {
      const read = readAttribute(attribute, `${urn}:${attribute.name}`, each, reading);
      if (read !== undefined) result[attribute.name] = read;
    } else if (isAssigned(each)) {
      ignoreUnknown(reading, `${urn}:${name}`);
    }
  }
  if (Object.keys(result).length > 0) draft.values[urn] = result;
}

/** A path as a key (`"urn:…:User:department": "IT"`) is how Entra writes path-less operations; some write bodies so too. */
function readQualified(
  draft: Draft,
  { path, steps, attribute, subAttribute }: ResolvedPath,
  value: Json | undefined,
  reading: Reading,
): void {
  const read = readAttribute(subAttribute ?? attribute, path, value, reading);
  if (read === undefined) return;
  Object.assign(draft.values, withValueAt(draft.values, steps, read));
  reading.notes.push({ code: "qualified-key", path, detail: `read the key ${path} as a path` });
}

function readAttribute(
  attribute: Attribute,
  path: string,
  value: Json | undefined,
  reading: Reading,
): Json | undefined {
  if (attribute.mutability !== "readOnly" && attribute.mutability !== "writeOnly") {
    return readValue(attribute, value, path, reading, "resource");
  }
  // `schemas` is derived from what a resource holds, so nothing is lost by not reading it.
  if (isAssigned(value) && attribute.name !== "schemas") reading.ignored.push(path);
  return undefined;
}

/** Lays what the body leaves open: defaults on create; on replace what a client cannot take away by silence. */
function completed(
  definition: ResourceDefinition,
  values: JsonObject,
  context: ReadContext,
  { notes }: Reading,
): JsonObject {
  const hasActive = definition.name === "User" && indexOf(definition).attributes.has("active");
  const missesActive = hasActive && values.active === undefined;
  if (context.kind === "create") return missesActive ? { ...values, active: true } : values;
  const { current } = context;
  let result = values;
  if (missesActive) {
    // A PUT without active must not let a disabled person in again (RFC 7644 §3.5.1 leaves the value to us).
    result = { ...result, active: current.active ?? true };
    if (current.active === false) notes.push({ code: "kept-active", path: "active", detail: "kept active as it was" });
  }
  for (const { path, steps } of indexOf(definition).immutable) {
    const was = valueAt(current, steps);
    // §3.5.1: a value given must match; a PUT that gives none says nothing about it.
    if (!isAssigned(was) || isAssigned(valueAt(result, steps))) continue;
    result = withValueAt(result, steps, was);
    notes.push({ code: "kept-immutable", path, detail: `kept ${path}, which is immutable` });
  }
  return result;
}
