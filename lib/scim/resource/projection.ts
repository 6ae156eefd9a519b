import type { ResourceDefinition } from "../schema/attribute";

/** Names to keep or to leave out, as a tree of stored names; true is a whole attribute. */
export interface ProjectionTree extends ReadonlyMap<string, true | ProjectionTree> {}

export interface Projection {
  readonly kind: "default" | "only" | "except";
  readonly tree: ProjectionTree;
}

/** Reads `attributes` and `excludedAttributes` (RFC 7644 §3.4.2.5); throws invalidValue when both are given. */
export function parseProjection(
  definition: ResourceDefinition,
  attributes?: string,
  excludedAttributes?: string,
): Projection {
  throw new Error("not implemented yet");
}

/** Whether a representation needs `members` or `groups`, so that they are loaded only then. */
export function wants(projection: Projection, attribute: "members" | "groups"): boolean {
  throw new Error("not implemented yet");
}
