import type { Json, JsonObject } from "../json";

const text = (value: Json | undefined) => (typeof value === "string" && value !== "" ? value : undefined);

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * What to call a User or Group where people read: displayName, else the formatted name, else given and family name
 * (RFC 7643 §4.1.1). Undefined when it has none of them; a userName is no name.
 */
export function displayNameOf({ displayName, name }: JsonObject): string | undefined {
  const parts = isObject(name) ? name : {};
  const joined = [text(parts.givenName), text(parts.familyName)].filter((part) => part !== undefined).join(" ");
  return text(displayName) ?? text(parts.formatted) ?? text(joined);
}
