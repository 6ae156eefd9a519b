import type { ResourceDefinition } from "../schema/attribute";
import type { ParsedPatch } from "./operation";

/** Parses the body of a PATCH; throws invalidSyntax, invalidPath, invalidFilter, invalidValue, noTarget, mutability. */
export function parsePatch(definition: ResourceDefinition, body: unknown): ParsedPatch {
  throw new Error("not implemented yet");
}
