import { renamedSubAttribute, repairElement } from "../clients/repair-element";
import { isExact, repairValue } from "../clients/repair-value";
import { invalidValue } from "../errors";
import type { Json, JsonObject } from "../json";
import { isJsonObject } from "../json-object";
import { quote } from "../quote";
import type { Attribute } from "../schema/attribute";
import { subAttributesOf } from "../schema/definition-index";
import { typeName } from "../schema/type-name";
import { isWellFormed } from "../well-formed";
import { onePrimary } from "./one-primary";
import { toUtc } from "./date-time";
import { ignoreUnknown, type Reading } from "./reading";

/** `patch` keeps a null inside an object, where it unassigns one sub-attribute and leaves the others. */
export type ReadMode = "resource" | "patch";

/**
 * Reads a value as its attribute's type: canonical names, repairs of known clients noted, read-only and unknown
 * sub-attributes left out. Texts stay exactly as they were sent, or Entra would see a difference for ever (ENTRA.md §2.3).
 *
 * @returns undefined for no value (null, "", [] and objects of such; RFC 7643 §2.5)
 * @throws ScimError 400 invalidValue
 */
export function readValue(
  attribute: Attribute,
  value: Json | undefined,
  path: string,
  reading: Reading,
  mode: ReadMode,
): Json | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (!attribute.multiValued) return readSingle(attribute, value, path, reading, mode);
  const list = Array.isArray(value) ? value : repaired(attribute, value, path, reading, false);
  if (!Array.isArray(list)) throw wrongType(attribute, value, path);
  checkCount(list, path);
  const values = list.flatMap((each) => readElement(attribute, each, path, reading) ?? []);
  return values.length === 0 ? undefined : onePrimary(attribute, values, path, reading);
}

/** How many values an attribute may have; of a group's members there is no such limit. */
export const valuesMax = 1_000;

/** @throws ScimError 400 invalidValue for more values than an attribute may have */
export function checkCount({ length }: readonly Json[], path: string): void {
  if (length <= valuesMax) return;
  throw invalidValue(`${path} has ${length} values; at most ${valuesMax} are accepted.`, { path });
}

/** Characters of a value that resources are found by: databases limit what a key may be long. */
const maxKeyLength = 512;

/** Reads one element of a multi-valued attribute. */
export function readElement(
  attribute: Attribute,
  value: Json,
  path: string,
  reading: Reading,
  mode: ReadMode = "resource",
): Json | undefined {
  const repair = isJsonObject(value) ? repairElement(attribute, value) : undefined;
  if (!repair) return readSingle(attribute, value, path, reading, mode);
  note(reading, path, repair);
  return readSingle(attribute, repair.value, path, reading, mode);
}

function readSingle(
  attribute: Attribute,
  value: Json,
  path: string,
  reading: Reading,
  mode: ReadMode,
): Json | undefined {
  if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) return undefined;
  if (attribute.type === "complex" && isJsonObject(value)) return readComplex(attribute, value, path, reading, mode);
  if (hasType(attribute, value)) return checked(attribute, value, path);
  return readSingle(attribute, repaired(attribute, value, path, reading, true), path, reading, mode);
}

function readComplex(
  attribute: Attribute,
  value: JsonObject,
  path: string,
  reading: Reading,
  mode: ReadMode,
): JsonObject | undefined {
  const subs = subAttributesOf(attribute);
  const result: Record<string, Json> = {};
  let assigned = 0;
  for (const [name, each] of Object.entries(value)) {
    const lower = name.toLowerCase();
    const sub = subs.get(lower) ?? renamedSubAttribute(attribute, lower);
    const subPath = `${path}.${sub?.name ?? name}`;
    if (!sub) {
      if (each !== null) ignoreUnknown(reading, subPath);
    } else if (sub.mutability === "readOnly") {
      reading.ignored.push(subPath);
    } else {
      const read = readValue(sub, each, subPath, reading, mode);
      if (read !== undefined) {
        result[sub.name] = read;
        assigned += 1;
      } else if (sub.name === "value" && !attribute.multiValued) {
        // Entra clears manager with {"value": ""}: without its value nothing of it means anything (ENTRA.md §4.3-7).
        return undefined;
      } else if (mode === "patch") {
        result[sub.name] = null;
        assigned += 1;
      }
    }
  }
  return assigned === 0 ? undefined : result;
}

function repaired(attribute: Attribute, value: Json, path: string, reading: Reading, single: boolean): Json {
  const repair = repairValue(attribute, value, single);
  if (!repair) throw wrongType(attribute, value, path);
  note(reading, path, repair);
  return repair.value;
}

function note(reading: Reading, path: string, { code, detail }: { code: string; detail: string }) {
  reading.notes.push({ code, path, detail });
}

function hasType({ type }: Attribute, value: Json): value is string | number | boolean {
  switch (type) {
    case "boolean":
      return typeof value === "boolean";
    case "integer":
    case "decimal":
      return typeof value === "number";
    case "complex":
      return false;
    default:
      return typeof value === "string";
  }
}

/** Checks what the JSON type does not say. */
function checked(attribute: Attribute, value: string | number | boolean, path: string): Json {
  if (typeof value === "number") {
    if (attribute.type === "integer" && Number.isFinite(value) && !Number.isInteger(value)) {
      throw wrongType(attribute, value, path);
    }
    if (!isExact(value)) {
      throw invalidValue(`${path} is a number too large to be kept exactly. Send a smaller one.`, { path });
    }
    return value;
  }
  if (typeof value === "boolean") return value;
  if (!isWellFormed(value)) {
    throw invalidValue(
      `${path} holds a character that cannot be stored (U+0000 or half a surrogate pair). Remove it.`,
      {
        path,
      },
    );
  }
  const isKey = attribute.uniqueness !== "none" || attribute.name === "externalId";
  if (isKey && value.length > maxKeyLength) {
    throw invalidValue(`${path} has ${value.length} characters; at most ${maxKeyLength} are accepted. Shorten it.`, {
      path,
    });
  }
  if (attribute.type === "dateTime" && toUtc(value) === undefined) throw wrongType(attribute, value, path);
  if (attribute.type === "binary" && !/^[A-Za-z0-9+/_-]*={0,2}$/.test(value)) throw wrongType(attribute, value, path);
  if (!isAllowed(attribute, value)) {
    const allowed = (attribute.canonicalValues ?? []).join(", ");
    throw invalidValue(`${path} cannot be ${quote(value)}. Allowed are ${allowed}.`, { path });
  }
  return value;
}

/**
 * Canonical values of a `type` label are suggestions (RFC 7643 §2.4); those of any other attribute are the values it
 * may have (§2.3.1: "service providers MAY restrict accepted values to the specified values").
 */
function isAllowed({ name, canonicalValues, caseExact }: Attribute, value: string): boolean {
  if (!canonicalValues || name === "type") return true;
  if (caseExact) return canonicalValues.includes(value);
  const lower = value.toLowerCase();
  return canonicalValues.some((each) => each.toLowerCase() === lower);
}

function wrongType({ type, multiValued }: Attribute, value: Json, path: string) {
  const list = multiValued ? ", or a list of such" : "";
  return invalidValue(`${path} cannot be ${quote(value)}. Send ${typeName(type)}${list}.`, { path });
}
