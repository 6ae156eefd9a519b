import { dialectOf } from "../clients/dialect";
import { explodeExtension, explodePathless, type ExplodedOperation } from "../clients/explode-pathless";
import { invalidValue, mutability, noTarget } from "../errors";
import type { Json } from "../json";
import { isAssigned, isJsonObject } from "../json-object";
import { quote } from "../quote";
import { checkCount, readElement, readValue } from "../resource/read-value";
import { newReading, type Reading } from "../resource/reading";
import type { Attribute, ResourceDefinition } from "../schema/attribute";
import { subAttributesOf } from "../schema/definition-index";
import { atOnce, eachInSteps, type Steps } from "../steps";
import { readEnvelope, type RawOperation } from "./envelope";
import { joinMemberChanges, toMemberChange } from "./member-change";
import type { MemberChange, Operation, ParsedPatch, PatchTarget } from "./operation";
import { resolveTarget } from "./resolve-target";

/**
 * Parses the body of a PATCH (RFC 7644 §3.5.2) into typed operations for applyPatch, in every dialect of ENTRA.md §4 and
 * §9; what was understood beyond the RFC is in `notes`. Changes of a group's members are taken out, in order.
 *
 * @throws ScimError 400 invalidSyntax (envelope, op), invalidPath, invalidFilter, invalidValue (type), noTarget (remove
 * without a path), mutability (read-only attribute)
 */
export const parsePatch = (definition: ResourceDefinition, body: unknown): ParsedPatch =>
  atOnce(parsePatchInSteps(definition, body));

/** The same, of a body that may be long. */
export function* parsePatchInSteps(definition: ResourceDefinition, body: unknown): Steps<ParsedPatch> {
  const raw = yield* readEnvelope(body);
  const reading = newReading();
  const operations: Operation[] = [];
  const memberChanges: MemberChange[] = [];
  const all: ExplodedOperation[] = [];
  yield* eachInSteps(raw, (operation) => all.push(...exploded(definition, operation, reading)));
  for (const each of all) {
    const target = resolveTarget(definition, each.path, each.capitalised);
    if (definition.name === "Group" && target.attribute.name === "members") {
      const change = yield* toMemberChange(each, target, reading.notes);
      if (change) memberChanges.push(change);
    } else {
      operations.push(...toOperations(definition, each, target, reading));
    }
    yield;
  }
  const schemas = isJsonObject(body) ? body.schemas : undefined;
  return {
    operations,
    memberChanges: joinMemberChanges(memberChanges),
    dialect: dialectOf(raw, schemas),
    notes: reading.notes,
  };
}

function exploded(
  definition: ResourceDefinition,
  operation: RawOperation,
  reading: Reading,
): readonly ExplodedOperation[] {
  const { op, path } = operation;
  if (op !== "remove" && operation.value === undefined) {
    throw invalidValue(`The operation ${op} ${quote(path ?? null)} has no value. Give one, or use remove.`, { path });
  }
  if (path !== undefined) return [{ ...operation, path }];
  if (op === "remove") throw noTarget("The operation remove has no path. Name the attribute to remove.");
  return explodePathless(definition, operation, reading);
}

function toOperations(
  definition: ResourceDefinition,
  raw: ExplodedOperation,
  target: PatchTarget,
  reading: Reading,
): readonly Operation[] {
  const { attribute, subAttribute } = target;
  const leaf = subAttribute ?? attribute;
  if (attribute.name === "schemas") {
    reading.notes.push({
      code: "ignored-schemas",
      path: "schemas",
      detail: "ignored schemas, which follow from the data",
    });
    return [];
  }
  if (attribute.mutability === "readOnly" || leaf.mutability === "readOnly") {
    throw mutability(`The path ${quote(target.path)} is read-only. Leave it out.`, { path: target.path });
  }
  if (leaf.mutability === "writeOnly") {
    reading.ignored.push(target.path);
    reading.notes.push({ code: "not-stored", path: leaf.name, detail: `accepted ${leaf.name} and did not store it` });
    return [];
  }
  if (raw.op === "remove") return [{ op: "remove", target, values: valuesToRemove(raw, target, reading) }];
  const isExtension = target.extension === undefined && attribute.name.includes(":");
  if (isExtension && isJsonObject(raw.value)) {
    return explodeExtension(definition, raw, attribute.name, raw.value, reading).flatMap((each) =>
      toOperations(definition, each, resolveTarget(definition, each.path, each.capitalised), reading),
    );
  }
  if (isBareValueOfElement(raw.value, target)) {
    // The element that the filter selects keeps its type and the rest: `emails[type eq "work"]` with "ana@contoso.com".
    const path = `${raw.path}.value`;
    const detail = "read a bare value as the value of the element that the filter selects";
    reading.notes.push({ code: "bare-value", path: raw.path, detail });
    return toOperations(definition, { ...raw, path }, resolveTarget(definition, path, raw.capitalised), reading);
  }
  const value = typedValue(raw.value, target, reading);
  if (value === undefined && isIgnoredWhole(raw.value, leaf)) return [];
  return [{ op: raw.op, target, value: value ?? null }];
}

/**
 * Whether nothing of an object with values could be taken over: it says nothing of what is there, so nothing of it goes.
 * A sub-attribute that may be written and has no value says something.
 */
function isIgnoredWhole(value: Json | undefined, attribute: Attribute): boolean {
  const only = Array.isArray(value) && value.length === 1 && !attribute.multiValued ? value[0] : value;
  if (attribute.type !== "complex" || !isJsonObject(only) || !isAssigned(only)) return false;
  const subs = subAttributesOf(attribute);
  return Object.keys(only).every((name) => (subs.get(name.toLowerCase())?.mutability ?? "readOnly") === "readOnly");
}

function isBareValueOfElement(value: Json | undefined, { attribute, subAttribute, filter }: PatchTarget): boolean {
  if (filter === undefined || subAttribute || !subAttributesOf(attribute).has("value")) return false;
  return typeof value === "string" ? value !== "" : typeof value === "number";
}

function typedValue(
  value: Json | undefined,
  { attribute, subAttribute, filter, path }: PatchTarget,
  reading: Reading,
): Json | undefined {
  if (subAttribute) return readValue(subAttribute, value, path, reading, "patch");
  if (filter) return value === undefined ? undefined : readElement(attribute, value, path, reading, "patch");
  return readValue(attribute, value, attribute.name, reading, "patch");
}

/** Which values `remove` names, if it names any: Entra's legacy dialect does (ENTRA.md §4.3a-7), the RFC knows none. */
function valuesToRemove(
  { value }: RawOperation,
  { attribute, subAttribute, filter }: PatchTarget,
  reading: Reading,
): readonly Json[] | undefined {
  if (value === undefined || value === null || subAttribute || filter || !attribute.multiValued) return undefined;
  const list = Array.isArray(value) ? value : [value];
  checkCount(list, attribute.name);
  return list.flatMap((each) => readElement(attribute, each, attribute.name, reading) ?? []);
}
