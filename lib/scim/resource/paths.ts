import type { Json, JsonObject } from "../json";
import { isAssigned, isJsonObject } from "../json-object";
import type { Step } from "../schema/definition-index";

/** The value at the end of a way through single-valued attributes. */
export function valueAt(resource: JsonObject, steps: readonly Step[]): Json | undefined {
  return steps.reduce<Json | undefined>((from, { name }) => (isJsonObject(from) ? from[name] : undefined), resource);
}

/**
 * A copy of a resource with another value at the end of the way; only the objects on the way are copied. Undefined
 * unassigns, and an object that is left empty goes with it.
 */
export function withValueAt(resource: JsonObject, steps: readonly Step[], value: Json | undefined): JsonObject {
  const [step, ...rest] = steps;
  if (!step) return resource;
  const within = resource[step.name];
  const next = rest.length === 0 ? value : withValueAt(isJsonObject(within) ? within : {}, rest, value);
  return withKey(resource, step.name, next);
}

/** A copy with one key set, or left out when the value is no value. */
export function withKey(object: JsonObject, name: string, value: Json | undefined): JsonObject {
  if (isAssigned(value)) return { ...object, [name]: value };
  if (!(name in object)) return object;
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
}
