import type { JsonObject } from "../json";
import type { Note } from "../note";
import type { ResourceDefinition } from "../schema/attribute";
import type { Operation } from "./operation";

export interface PatchResult {
  /** The same object as the input when nothing changed. */
  readonly attributes: JsonObject;
  readonly notes: readonly Note[];
}

/** Applies operations in order, all or none; throws noTarget, mutability, invalidValue. */
export function applyPatch(
  definition: ResourceDefinition,
  attributes: JsonObject,
  operations: readonly Operation[],
): PatchResult {
  throw new Error("not implemented yet");
}
