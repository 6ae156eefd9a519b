import type { Json, JsonObject } from "../json";
import { isAssigned, isJsonObject } from "../json-object";

/** A copy with the given sub-attributes set; null unassigns one. A `$ref` belongs to the value that it came with. */
export function mergeObjects(element: JsonObject, given: JsonObject): JsonObject {
  const isMoved = given.value !== undefined && given.value !== element.value && given.$ref === undefined;
  const merged = Object.entries({ ...element, ...given }).filter(([name, value]) => {
    return isAssigned(value) && !(name === "$ref" && isMoved);
  });
  return Object.fromEntries(merged);
}

/** The same for an element, which a simple value replaces. */
export const mergeElement = (element: Json | undefined, given: Json): Json =>
  isJsonObject(element) && isJsonObject(given) ? mergeObjects(element, given) : given;
