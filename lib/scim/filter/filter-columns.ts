import type { SqlFragment } from "./sql-fragment";

/**
 * How attributes that do not live in `r."search"` compile, by lower-cased canonical path (`id`, `username`,
 * `meta.created`, `members`). A stored attribute without an entry compiles to `r."search"`; one that is not stored (id,
 * meta, schemas, members, groups) and has no entry is refused with invalidFilter.
 */
export type FilterColumns = ReadonlyMap<string, FilterColumn>;

export type FilterColumn =
  /**
   * Text; folded like fold() unless the attribute is caseExact. May be NULL. `indexedIn`, here and below, is text that
   * holds every value, as it is or as JSON writes it, and whose trigrams are indexed: what is searched for is found there.
   */
  | { readonly kind: "text"; readonly expression: SqlFragment; readonly indexedIn?: SqlFragment }
  /** Read from `r."search"` like what has no entry. */
  | { readonly kind: "stored"; readonly indexedIn: SqlFragment }
  /** A uuid column. A literal that is no uuid in lower case equals none. */
  | { readonly kind: "uuid"; readonly expression: SqlFragment }
  /** A timestamptz column with milliseconds. */
  | { readonly kind: "timestamp"; readonly expression: SqlFragment }
  | { readonly kind: "boolean"; readonly expression: SqlFragment }
  /**
   * Rows of another table, one per value of a multi-valued attribute. `exists` wraps a condition on one row;
   * `columns` are its sub-attributes by lower-cased name (`value`, `type`, `display`); a simple multi-valued attribute
   * has the single column `value`.
   */
  | {
      readonly kind: "relation";
      readonly exists: (condition: SqlFragment) => SqlFragment;
      readonly columns: FilterColumns;
    };
