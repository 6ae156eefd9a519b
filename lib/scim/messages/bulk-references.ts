import type { Json, JsonObject } from "../json";
import { isJsonObject } from "../json-object";

/** A value that is a reference and nothing else. */
const whole = /^bulkId:(.+)$/i;
/** References inside a `$ref` (`../Users/bulkId:ana`) and in the value filter of a PATCH path (`members[value eq "bulkId:ana"]`). */
const inside = /(?<=[/"])bulkId:([^/"]+)(?=["]|$)/gi;
const mayHoldInside: ReadonlySet<string> = new Set(["path", "$ref"]);

/** Looks up the id that a bulkId came to stand for; undefined leaves the reference as it is. */
type Lookup = (bulkId: string) => string | undefined;

/** The bulkIds that a value refers to, at any depth (RFC 7644 §3.7.1). */
export function referencesOf(data: Json): ReadonlySet<string> {
  const found = new Set<string>();
  resolveReferences(data, (bulkId) => void found.add(bulkId));
  return found;
}

/** A copy of a value with its references replaced by ids. */
export function resolveReferences(data: Json, idOf: Lookup): Json {
  return resolve(data, idOf, "");
}

function resolve(value: Json, idOf: Lookup, key: string): Json {
  if (typeof value === "string") return resolveText(value, idOf, mayHoldInside.has(key.toLowerCase()));
  if (Array.isArray(value)) return value.map((each) => resolve(each, idOf, key));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, each === undefined ? each : resolve(each, idOf, name)]),
  );
}

function resolveText(text: string, idOf: Lookup, isPath: boolean): string {
  const bulkId = whole.exec(text)?.[1];
  if (bulkId !== undefined) return idOf(bulkId) ?? text;
  return isPath ? text.replace(inside, (reference, name: string) => idOf(name) ?? reference) : text;
}

/** The id segment of an operation's path, if it is a reference. */
export const bulkIdOfSegment = (segment: string | undefined): string | undefined => whole.exec(segment ?? "")?.[1];

/**
 * Parts a body in what can be written now and what must wait for ids: of a list whole elements, of an object its members.
 * Adding `later` to a resource made of `now` gives the resource of the whole.
 */
export function partReferences(data: JsonObject): { readonly now: JsonObject; readonly later: JsonObject } {
  const now: Record<string, Json> = {};
  const later: Record<string, Json> = {};
  for (const [name, value] of Object.entries(data)) {
    if (value === undefined) continue;
    if (referencesOf({ [name]: value }).size === 0) now[name] = value;
    else if (Array.isArray(value)) {
      const waits = (each: Json) => referencesOf({ [name]: each }).size > 0;
      now[name] = value.filter((each) => !waits(each));
      later[name] = value.filter(waits);
    } else if (isJsonObject(value)) {
      const parted = partReferences(value);
      now[name] = parted.now;
      later[name] = parted.later;
    } else later[name] = value;
  }
  return { now, later };
}
