import type { CheckedFilter } from "./checked-filter";
import type { CompareOperator } from "./filter";
import type { FilterColumns } from "./filter-columns";
import { join, sql, type SqlFragment } from "./sql-fragment";

/** Operators that look for text within text. */
const searching: ReadonlySet<CompareOperator> = new Set(["co", "sw", "ew"]);

/** Shorter text has no trigram that an index could know. */
const indexedLengthMin = 3;

/**
 * A condition that a trigram index answers and that holds wherever the filter does; whether the filter does is for its
 * own condition to say. Undefined where there is none.
 */
export function compileIndexed(filter: CheckedFilter, columns: FilterColumns): SqlFragment | undefined {
  switch (filter.kind) {
    case "compare": {
      const column = columns.get(filter.target.path.toLowerCase());
      const { operator, value } = filter;
      if (!column || !("indexedIn" in column) || !column.indexedIn) return undefined;
      // The beginning of a column is found by the order of its own index.
      if (column.kind === "text" && operator === "sw") return undefined;
      if (!searching.has(operator) || typeof value !== "string" || value.length < indexedLengthMin) return undefined;
      return mayHold(column.indexedIn, value);
    }
    case "and": {
      const known = filter.operands.map((operand) => compileIndexed(operand, columns)).filter(isThere);
      return known.length > 0 ? sql`(${join(known, " AND ")})` : undefined;
    }
    case "or": {
      const known = filter.operands.map((operand) => compileIndexed(operand, columns));
      return known.length > 0 && known.every(isThere) ? sql`(${join(known, " OR ")})` : undefined;
    }
    case "valuePath":
      return compileIndexed(filter.filter, columns);
    default:
      return undefined;
  }
}

const isThere = (fragment: SqlFragment | undefined): fragment is SqlFragment => fragment !== undefined;

/** What LIKE or JSON reads otherwise than as it is. */
const special = /[%_]|["\\\u0000-\u001f]+/g;

/**
 * Whether indexed text may hold `part`. Nothing in `part` acts as a pattern: % and _ are escaped. What JSON escapes stands
 * in that text in one of two ways, so anything is taken for it.
 */
export const mayHold = (indexedText: SqlFragment, part: string): SqlFragment =>
  sql`${indexedText} LIKE ${`%${part.replace(special, (found) => (found === "%" || found === "_" ? `\\${found}` : "%"))}%`}::text`;
