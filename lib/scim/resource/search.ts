import { fold } from "../filter/fold";
import type { Json, JsonObject } from "../json";
import { isJsonObject } from "../json-object";
import type { Attribute, ResourceDefinition } from "../schema/attribute";
import { indexOf, subAttributesOf } from "../schema/definition-index";
import { toUtc } from "./date-time";

/**
 * The comparable copy of a resource's attributes that filters are answered from: text folded unless caseExact, dateTimes
 * in UTC with milliseconds, everything else as it is. Attributes that are never returned cannot be filtered on and are
 * left out.
 */
export function toSearch(definition: ResourceDefinition, attributes: JsonObject): JsonObject {
  const { attributes: core, extensions } = indexOf(definition);
  const result: Record<string, Json> = {};
  for (const [name, value] of Object.entries(attributes)) {
    const extension = isJsonObject(value) ? extensions.get(name.toLowerCase()) : undefined;
    const attribute = core.get(name.toLowerCase());
    if (extension && isJsonObject(value)) result[name] = searchable(value, extension.attributes);
    else if (attribute && value !== undefined && attribute.returned !== "never")
      result[name] = comparable(attribute, value);
  }
  return result;
}

function searchable(object: JsonObject, byName: ReadonlyMap<string, Attribute>): JsonObject {
  const result: Record<string, Json> = {};
  for (const [name, value] of Object.entries(object)) {
    const attribute = byName.get(name.toLowerCase());
    if (attribute && value !== undefined && attribute.returned !== "never") result[name] = comparable(attribute, value);
  }
  return result;
}

function comparable(attribute: Attribute, value: Json): Json {
  if (typeof value === "string") {
    if (attribute.type === "dateTime") return toUtc(value) ?? value;
    return attribute.caseExact ? value : fold(value);
  }
  if (Array.isArray(value)) return value.map((each: Json) => comparable(attribute, each));
  return isJsonObject(value) ? searchable(value, subAttributesOf(attribute)) : value;
}
