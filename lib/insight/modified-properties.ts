import type { Json, JsonObject } from "@/lib/scim/json";

/** One attribute path whose value changed; `before` or `after` is absent where there was or is no value. */
export interface ModifiedProperty {
  readonly path: string;
  readonly before?: Json;
  readonly after?: Json;
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** Elements of a multi-valued attribute are told apart by their type, as Entra's mappings do. */
function elementName(path: string, element: Json, siblings: readonly Json[]): string | undefined {
  if (!isObject(element) || typeof element.type !== "string") return undefined;
  const sameType = siblings.filter((other) => isObject(other) && other.type === element.type);
  return sameType.length === 1 ? `${path}[type eq "${element.type}"]` : undefined;
}

function diffLists(path: string, before: readonly Json[], after: readonly Json[]): ModifiedProperty[] {
  const named = (list: readonly Json[]) => {
    const names = list.map((element) => elementName(path, element, list));
    return names.every((name): name is string => name !== undefined) ? names : undefined;
  };
  const beforeNames = named(before);
  const afterNames = named(after);
  if (!beforeNames || !afterNames) {
    return equal(before, after)
      ? []
      : [{ path, before: before.length ? before : undefined, after: after.length ? after : undefined }];
  }
  return [...new Set([...beforeNames, ...afterNames])].flatMap((name) =>
    diffValues(name, before[beforeNames.indexOf(name)], after[afterNames.indexOf(name)]),
  );
}

function diffValues(
  path: string,
  before: Json | undefined,
  after: Json | undefined,
  separator = ".",
): ModifiedProperty[] {
  if (equal(before, after)) return [];
  if ((isObject(before) || before === undefined) && (isObject(after) || after === undefined)) {
    return names(before ?? {}, after ?? {}).flatMap((name) =>
      diffValues(`${path}${separator}${name}`, before?.[name], after?.[name]),
    );
  }
  if ((isList(before) || before === undefined) && (isList(after) || after === undefined)) {
    return diffLists(path, before ?? [], after ?? []);
  }
  return [{ path, before, after }];
}

const names = (before: JsonObject, after: JsonObject) => [...new Set([...Object.keys(before), ...Object.keys(after)])];

/** Structural equality of two JSON values; the order of an object's names does not matter, that of a list does. */
export function equal(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (isList(left) && isList(right)) {
    return left.length === right.length && left.every((value, index) => equal(value, right[index]));
  }
  if (!isObject(left) || !isObject(right)) return false;
  const leftNames = Object.keys(left);
  return leftNames.length === Object.keys(right).length && leftNames.every((name) => equal(left[name], right[name]));
}

/**
 * What a write changed, attribute path by attribute path, in the notation of Entra's mappings:
 * `emails[type eq "work"].value`, `urn:…:enterprise:2.0:User:department`. Mirrors `modifiedProperties` of ENTRA.md §7.4.
 */
export function modifiedProperties(before: JsonObject, after: JsonObject): ModifiedProperty[] {
  return names(before, after).flatMap((name) =>
    // Below a schema's URN a colon separates, elsewhere a dot (RFC 7644 §3.10).
    diffValues(name, before[name], after[name], name.startsWith("urn:") ? ":" : "."),
  );
}
