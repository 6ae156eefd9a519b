import type { JsonObject } from "../json";
import type { ResourceDefinition } from "../schema/attribute";

/** The comparable copy of a resource's attributes that is stored in `search`. */
export function toSearch(definition: ResourceDefinition, attributes: JsonObject): JsonObject {
  throw new Error("not implemented yet");
}
