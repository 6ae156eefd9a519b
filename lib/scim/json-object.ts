import type { Json, JsonObject } from "./json";

/** Narrows to a JSON object, for what JSON.parse or this library made; an array is none. */
export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The value of a key in any letter case; the exact one is tried first. `name` in lower case. */
export function keyOf(object: JsonObject, name: string): Json | undefined {
  const exact = object[name];
  if (exact !== undefined) return exact;
  const found = Object.keys(object).find((key) => key.toLowerCase() === name);
  return found === undefined ? undefined : object[found];
}

/**
 * Whether an attribute with this value has a value at all: null, the empty array and the empty text are no value (RFC
 * 7643 §2.5), nor is an object or array of such.
 */
export function isAssigned(value: Json | undefined): value is Json {
  if (value === undefined || value === null || value === "") return false;
  if (typeof value !== "object") return true;
  return Array.isArray(value) ? value.some(isAssigned) : Object.values(value).some(isAssigned);
}

/** Equality of JSON values; the order of an object's keys does not matter, the order of an array does. */
export function equalJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((each, index) => equalJson(each, right[index]));
  }
  if (!isJsonObject(left) || !isJsonObject(right)) return false;
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => equalJson(left[key], right[key]));
}
