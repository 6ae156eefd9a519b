import type { CheckedFilter } from "../filter/checked-filter";
import type { Json, JsonObject } from "../json";
import type { Note } from "../note";
import type { Attribute } from "../schema/attribute";

/** Where an operation acts (RFC 7644 §3.5.2, figure 7), resolved against the definition. */
export interface PatchTarget {
  /** As the client wrote it, for messages. */
  readonly path: string;
  readonly extension: string | undefined;
  readonly attribute: Attribute;
  readonly subAttribute: Attribute | undefined;
  /** The value filter, relative to one element of `attribute`. */
  readonly filter: CheckedFilter | undefined;
  /**
   * The element to create when no element matches `filter`; undefined means noTarget. Made of the filter's `eq`
   * conjuncts, when they are all on a canonical `type` or on `primary`, or the operation is in Entra's legacy dialect.
   */
  readonly template: JsonObject | undefined;
}

/** One operation with a typed value: canonical names, types of the schema, `null` where the client unassigns. */
export type Operation =
  | { readonly op: "add" | "replace"; readonly target: PatchTarget; readonly value: Json }
  /** With `values`: remove only these of a multi-valued attribute (Entra's legacy dialect). */
  | { readonly op: "remove"; readonly target: PatchTarget; readonly values: readonly Json[] | undefined };

/** A change of a group's members, in order, to be carried out set-based. `values` are member ids without duplicates. */
export type MemberChange =
  | { readonly kind: "add" | "remove" | "replace"; readonly values: readonly string[] }
  | { readonly kind: "removeAll" }
  /** `filter` is relative to one member (`value`, `type`, `display`, `$ref`). */
  | { readonly kind: "removeWhere"; readonly filter: CheckedFilter };

export type Dialect = "entra-legacy" | "entra-compliant" | "okta" | "onelogin" | "rfc";

export interface ParsedPatch {
  readonly operations: readonly Operation[];
  readonly memberChanges: readonly MemberChange[];
  readonly dialect: Dialect;
  readonly notes: readonly Note[];
}
