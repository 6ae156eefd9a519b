import type { JsonObject } from "@/lib/scim/json";

/** A JSON column's value as an object; anything else is an empty one. */
export function asJsonObject(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** What comes out of a jsonb column is JSON: only its outermost shape has to be told apart. */
function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
