import { invalidValue } from "../errors";
import type { Json, JsonObject } from "../json";
import { isAssigned, isJsonObject } from "../json-object";
import type { RawOperation } from "../patch/envelope";
import { quote } from "../quote";
import { ignoreUnknown, type Reading } from "../resource/reading";
import type { ResourceDefinition } from "../schema/attribute";
import { indexOf } from "../schema/definition-index";
import { currentUrn } from "./legacy-urns";

/** One attribute of a path-less operation, as an operation of its own. */
export type ExplodedOperation = RawOperation & { readonly path: string };

/**
 * Splits an operation without a path into one per attribute (RFC 7644 §3.5.2.1, §3.5.2.3). A key is a path: Entra's
 * compliant dialect writes `"name.givenName"` and `"urn:…:User:department"` as keys, beside nested extension objects
 * (ENTRA.md §4.2). Keys that cannot be written are ignored with a note, as in the body of a PUT: Okta sends `id` along.
 *
 * @throws ScimError 400 invalidValue for a value that is no object
 */
export function explodePathless(
  definition: ResourceDefinition,
  operation: RawOperation,
  reading: Reading,
): readonly ExplodedOperation[] {
  const { value } = operation;
  const only = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (!isJsonObject(only)) {
    throw invalidValue(
      `The operation ${operation.op} has no path and the value ${quote(value ?? null)}. ` +
        "Give a path, or an object of attributes as value.",
    );
  }
  return Object.entries(only).flatMap(([key, each = null]) => {
    const extension = indexOf(definition).extensions.get(currentUrn(key.toLowerCase()));
    return extension && isJsonObject(each)
      ? explodeExtension(definition, operation, extension.schema.id, each, reading)
      : explodeKey(definition, operation, key, each, reading);
  });
}

/** Splits an operation on a whole extension into one per attribute of it. */
export function explodeExtension(
  definition: ResourceDefinition,
  operation: RawOperation,
  urn: string,
  value: JsonObject,
  reading: Reading,
): readonly ExplodedOperation[] {
  return Object.entries(value).flatMap(([key, each = null]) =>
    explodeKey(definition, operation, `${urn}:${key}`, each, reading),
  );
}

function explodeKey(
  definition: ResourceDefinition,
  operation: RawOperation,
  key: string,
  value: Json,
  reading: Reading,
): readonly ExplodedOperation[] {
  const bracket = key.indexOf("[");
  const resolved = indexOf(definition).paths.get((bracket < 0 ? key : key.slice(0, bracket)).toLowerCase());
  if (!resolved) {
    if (isAssigned(value)) ignoreUnknown(reading, key);
    return [];
  }
  if ((resolved.subAttribute ?? resolved.attribute).mutability === "readOnly") {
    reading.ignored.push(resolved.path);
    reading.notes.push({
      code: "ignored-read-only",
      path: resolved.path,
      detail: `ignored ${resolved.path}, which is read-only`,
    });
    return [];
  }
  return [{ ...operation, path: key, value }];
}
