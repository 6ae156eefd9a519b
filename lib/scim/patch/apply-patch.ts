import { invalidValue, mutability } from "../errors";
import type { Json, JsonObject } from "../json";
import { equalJson, isAssigned, isJsonObject } from "../json-object";
import type { Note } from "../note";
import { withKey } from "../resource/paths";
import { keepImmutable, missingAttribute } from "../resource/validate";
import type { ResourceDefinition } from "../schema/attribute";
import { atOnce } from "../steps";
import type { Steps } from "../steps";
import { changeElements } from "./change-elements";
import { mergeObjects } from "./merge-objects";
import type { Operation, PatchTarget } from "./operation";

export interface PatchResult {
  /** The same object as the input when nothing changed. */
  readonly attributes: JsonObject;
  readonly notes: readonly Note[];
}

/**
 * Applies operations in order (RFC 7644 §3.5.2). The result is a new resource that shares what did not change; the input
 * is never touched, so a refusal halfway leaves everything as it was.
 *
 * @throws ScimError 400 noTarget; mutability for a change of an immutable or the removal of a required attribute;
 * invalidValue for a required attribute set to no value
 */
export const applyPatch = (
  definition: ResourceDefinition,
  attributes: JsonObject,
  operations: readonly Operation[],
): PatchResult => atOnce(applyPatchInSteps(definition, attributes, operations));

/** The same, of operations that may be many. */
export function* applyPatchInSteps(
  definition: ResourceDefinition,
  attributes: JsonObject,
  operations: readonly Operation[],
): Steps<PatchResult> {
  const notes: Note[] = [];
  let changed = attributes;
  for (const operation of operations) {
    changed = applyOperation(changed, operation, notes);
    yield;
  }
  if (equalJson(changed, attributes)) return { attributes, notes };
  refuseMissing(definition, changed, operations);
  keepImmutable(definition, attributes, changed);
  return { attributes: changed, notes };
}

function applyOperation(resource: JsonObject, operation: Operation, notes: Note[]): JsonObject {
  const { extension } = operation.target;
  if (extension === undefined) return keepActive(resource, changeAttribute(resource, operation, notes), notes);
  const within = resource[extension];
  const container = isJsonObject(within) ? within : {};
  const changed = changeAttribute(container, operation, notes);
  return changed === container ? resource : withKey(resource, extension, changed);
}

function changeAttribute(container: JsonObject, operation: Operation, notes: Note[]): JsonObject {
  const { attribute } = operation.target;
  const current = container[attribute.name];
  const changed = attribute.multiValued
    ? changeElements(Array.isArray(current) ? current : [], operation, notes)
    : changeSingle(current, operation);
  return changed === current ? container : withKey(container, attribute.name, changed);
}

function changeSingle(current: Json | undefined, operation: Operation): Json | undefined {
  const { attribute, subAttribute } = operation.target;
  const value = operation.op === "remove" ? null : operation.value;
  // §2.5 of RFC 7643: null is no value, and adding no value adds nothing.
  if (operation.op === "add" && value === null) return current;
  if (attribute.type !== "complex") return isAssigned(value) ? value : undefined;
  const given = subAttribute ? { [subAttribute.name]: value } : value;
  // §3.5.2.3: sub-attributes that are not specified are left unchanged, for add and replace alike.
  return isJsonObject(given) ? mergeObjects(isJsonObject(current) ? current : {}, given) : undefined;
}

/**
 * `active` has no state "unassigned": removing it changes nothing, because neither answer to "may this person sign in"
 * should come from an operation that gives none.
 */
function keepActive(before: JsonObject, after: JsonObject, notes: Note[]): JsonObject {
  if (typeof before.active !== "boolean" || after.active !== undefined) return after;
  notes.push({ code: "kept-active", path: "active", detail: "kept active as it was, because no value was given" });
  return { ...after, active: before.active };
}

function refuseMissing(definition: ResourceDefinition, result: JsonObject, operations: readonly Operation[]): void {
  const path = missingAttribute(definition, result);
  if (path === undefined) return;
  const isRemoved = operations.some(({ op, target }) => op === "remove" && path === pathOf(target));
  // §3.5.2.2 names mutability for the removal of a required attribute; a replacement by nothing is a bad value.
  throw isRemoved
    ? mutability(`${path} is required and cannot be removed. Replace it by another value.`, { path })
    : invalidValue(`${path} is required and cannot become empty. Give it a value.`, { path });
}

function pathOf({ extension, attribute, subAttribute }: PatchTarget): string {
  const path = extension === undefined ? attribute.name : `${extension}:${attribute.name}`;
  return subAttribute ? `${path}.${subAttribute.name}` : path;
}
