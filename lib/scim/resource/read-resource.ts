import type { JsonObject } from "../json";
import type { Note } from "../note";
import type { ResourceDefinition } from "../schema/attribute";

export type ReadContext = { readonly kind: "create" } | { readonly kind: "replace"; readonly current: JsonObject };

/** A member as the client named it. */
export interface MemberInput {
  readonly value: string;
  readonly type?: "User" | "Group";
}

export interface ReadResult {
  readonly attributes: JsonObject;
  /** Undefined when the body has no `members`; without duplicates. */
  readonly members?: readonly MemberInput[];
  readonly notes: readonly Note[];
  /** Paths that were sent and not taken over. */
  readonly ignored: readonly string[];
}

/** Reads the body of a POST or PUT; throws invalidSyntax, invalidValue, mutability. */
export function readResource(definition: ResourceDefinition, body: unknown, context: ReadContext): ReadResult {
  throw new Error("not implemented yet");
}
