import type { CompareOperator } from "./filter";
import type { FilterColumn } from "./filter-columns";
import { raw, sql, type SqlFragment } from "./sql-fragment";

type Literal = string | number | boolean;
export type ScalarColumn = Exclude<FilterColumn, { kind: "relation" | "stored" }>;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const symbols = { gt: ">", ge: ">=", lt: "<", le: "<=" } as const;

/** Whether a column has a value. */
export const compilePresent = ({ kind, expression }: ScalarColumn): SqlFragment =>
  kind === "text" ? sql`(${expression} <> '') IS TRUE` : sql`${expression} IS NOT NULL`;

/** A comparison with a column; true, false or, for no value, NULL or false, except that `ne` is true for no value. */
export function compileColumn(
  { kind, expression }: ScalarColumn,
  operator: CompareOperator,
  literal: Literal,
): SqlFragment {
  switch (kind) {
    case "text":
      return compileText(expression, operator, String(literal));
    case "uuid": {
      const text = String(literal);
      if (operator !== "eq" && operator !== "ne") return compileText(sql`${expression}::text`, operator, text);
      if (!uuid.test(text)) return raw(operator === "ne" ? "TRUE" : "FALSE");
      return compare(expression, operator, sql`${text}::uuid`);
    }
    case "timestamp":
      return compare(expression, operator, sql`${String(literal)}::timestamptz`);
    case "boolean":
      return compare(expression, operator, sql`${literal === true}::boolean`);
  }
}

/** Text by bytes: literals are values, never patterns, and order is by code point whatever the database's collation. */
export function compileText(expression: SqlFragment, operator: CompareOperator, text: string): SqlFragment {
  switch (operator) {
    case "co":
      return sql`strpos(${expression}, ${text}::text) > 0`;
    case "sw":
      return sql`starts_with(${expression}, ${text}::text)`;
    case "ew":
      return sql`right(${expression}, length(${text}::text)) = ${text}::text`;
    case "eq":
    case "ne":
      return compare(expression, operator, sql`${text}::text`);
    default:
      return compare(sql`(${expression}) COLLATE "C"`, operator, sql`${text}::text`);
  }
}

/** A comparison of two expressions of one type. */
export function compare(left: SqlFragment, operator: CompareOperator, right: SqlFragment): SqlFragment {
  switch (operator) {
    case "gt":
    case "ge":
    case "lt":
    case "le":
      return sql`${left} ${raw(symbols[operator])} ${right}`;
    case "ne":
      return sql`${left} IS DISTINCT FROM ${right}`;
    default:
      return sql`${left} = ${right}`;
  }
}
