import type { Json } from "@/lib/scim/json";
import type { ModifiedProperty } from "./modified-properties";
import { isSecretName, redacted, redactText } from "./redact";

/** Of a longer value, a photo for instance, the log keeps the beginning. */
export const storedValueMax = 2_000;
const beginning = 200;

/** Modified properties as the log stores them: without secrets, as bodies are, and with long values cut. */
export const toStoredProperties = (modified: readonly ModifiedProperty[]): readonly ModifiedProperty[] =>
  modified.map(({ path, before, after }) => ({
    path,
    ...(before !== undefined && { before: storedValue(path, before) }),
    ...(after !== undefined && { after: storedValue(path, after) }),
  }));

function storedValue(path: string, value: Json): Json {
  if (isSecretName(path) && value !== null) return redacted;
  if (typeof value === "boolean" || typeof value === "number" || value === null) return value;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (text.length > storedValueMax) return `${redactText(text).slice(0, beginning)}… (${text.length} characters)`;
  const safe = redactText(text);
  return safe === text ? value : safe;
}
