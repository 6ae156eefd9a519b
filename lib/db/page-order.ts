import type { DirectoryScope } from "@/lib/auth/scope";
import type { SortKey } from "@/lib/scim/filter/compile-sort";
import { raw, sql } from "@/lib/scim/filter/sql-fragment";
import type { SqlFragment } from "@/lib/scim/filter/sql-fragment";

/** Without `sort`, rows come in the order of their ids, which is that of creation. */
export interface PageOrder {
  readonly sort?: SortKey;
  readonly descending: boolean;
}

/** The last row of a page, where the next one begins. */
export interface Position {
  readonly id: string;
  /** The row's sort key as text; null when it has no value. */
  readonly key: string | null;
}

export interface ListQuery {
  /** A compiled filter over row alias `r`; absent for all. */
  readonly filter?: SqlFragment;
  /**
   * Whether an index finds what the filter names, so that the statement may share a connection with others: a key, of which
   * there are one or few whatever the value, or any other value.
   */
  readonly lookUp?: "key" | "value";
  readonly order: PageOrder;
  /** Rows behind this one only. */
  readonly after?: Position;
  /** Zero-based. */
  readonly offset: number;
  /** May be 0: then only the total is asked for. */
  readonly limit: number;
}

/** Rows without a value come last when ascending, first when descending (RFC 7644 §3.4.2.3): PostgreSQL's own habit. */
export const orderBy = ({ sort, descending }: PageOrder): SqlFragment =>
  sort
    ? sql`${sort.expression} ${raw(descending ? "DESC" : "ASC")}, r."id"`
    : raw(descending ? `r."id" DESC` : `r."id"`);

/** The sort key of a row, as text, for the position of the page's last one. */
export const keyOf = ({ sort }: PageOrder): SqlFragment => (sort ? sql`(${sort.expression})::text` : raw("NULL::text"));

/** Rows behind a position: however many before it are deleted meanwhile, none is skipped and none comes twice. */
export function behind({ sort, descending }: PageOrder, { id, key }: Position): SqlFragment {
  const later = sql`r."id" > ${id}`;
  if (!sort) return descending ? sql`r."id" < ${id}` : later;
  const { expression, type } = sort;
  if (key === null)
    return descending ? sql`((${expression}) IS NOT NULL OR ${later})` : sql`((${expression}) IS NULL AND ${later})`;
  const at = sql`${key}::${raw(type)}`;
  const beyond = sql`((${expression}) ${raw(descending ? "<" : ">")} ${at} OR ((${expression}) = ${at} AND ${later}))`;
  return descending ? beyond : sql`((${expression}) IS NULL OR ${beyond})`;
}

const isoText = (column: string) => `to_char(r."${column}" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Dates of row `r` as they are sent. */
export const createdText = raw(isoText("created"));
export const lastModifiedText = raw(isoText("lastModified"));

/** What is read of row `r`. PostgreSQL writes JSON and dates as they are sent, so that nobody reads them on the way. */
export const foundColumns = sql`r."id", r."attributes"::text AS "attributes", r."version",
    ${createdText} AS "created", ${lastModifiedText} AS "lastModified"`;

/** From FROM to OFFSET: one page of a table, rows `r`. */
export function pageOf(table: SqlFragment, scope: DirectoryScope, query: ListQuery): SqlFragment {
  const { filter, order, after, offset, limit } = query;
  return sql`FROM ${table} r WHERE r."directoryId" = ${scope.directoryId} AND (${filter ?? raw("TRUE")})
      AND ${after ? behind(order, after) : raw("TRUE")}
    ORDER BY ${orderBy(order)} LIMIT ${limit} OFFSET ${offset}`;
}

/** How many rows there are in all: kept count where there is no filter, else counted. */
export const totalOf = (table: "User" | "Group", { directoryId }: DirectoryScope, filter: SqlFragment | undefined) =>
  filter
    ? sql`SELECT count(*) AS "total" FROM ${raw(`"${table}"`)} r WHERE r."directoryId" = ${directoryId} AND (${filter})`
    : sql`SELECT sum("count") AS "total" FROM "ResourceCount" WHERE "directoryId" = ${directoryId} AND "resourceType" = ${table}`;
