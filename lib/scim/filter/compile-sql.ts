import { invalidFilter } from "../errors";
import type { CheckedFilter, FilterTarget } from "./checked-filter";
import { compileColumn, compilePresent, type ScalarColumn } from "./compile-column";
import { compileIndexed } from "./compile-indexed";
import {
  compileStored,
  compileStoredPresent,
  compileStoredValuePath,
  type Contains,
  type Root,
} from "./compile-stored";
import type { FilterColumn, FilterColumns } from "./filter-columns";
import { join, raw, sql, type SqlFragment } from "./sql-fragment";

type Comparison = Extract<CheckedFilter, { kind: "compare" }>;
type ValuePath = Extract<CheckedFilter, { kind: "valuePath" }>;
type Relation = Extract<FilterColumn, { kind: "relation" }>;

/** Where names are looked up: a row, an element of a value path, a row of a relation. */
interface Context {
  readonly columns: FilterColumns;
  /** Undefined in a relation, which has columns only. */
  readonly root: Root | undefined;
}

/** What readResource never stores in `attributes`. */
const notStored: ReadonlySet<string> = new Set(["id", "meta", "schemas", "members", "groups"]);

/**
 * Compiles a checked filter to a condition on the row `r`, equal in meaning to evaluateFilter on the represented resource.
 * Input travels as parameters only; text holds names of the schema and of `columns`. The caller ANDs the directory in
 * front: a filter cannot widen what it looks at.
 *
 * @param contains how `eq` finds rows by an index; by default it compares each row's `search`
 * @throws ScimError 400 invalidFilter for an attribute that is neither stored nor in `columns`
 */
export function compileFilter(filter: CheckedFilter, columns: FilterColumns, contains?: Contains): SqlFragment {
  return compile(filter, { columns, root: { json: raw('r."search"'), depth: 1, contains } });
}

function compile(filter: CheckedFilter, context: Context): SqlFragment {
  switch (filter.kind) {
    case "and":
    case "or": {
      if (filter.operands.length === 0) return raw(filter.kind === "and" ? "TRUE" : "FALSE");
      const separator = filter.kind === "and" ? " AND " : " OR ";
      return sql`(${join(
        filter.operands.map((operand) => compile(operand, context)),
        separator,
      )})`;
    }
    case "not":
      // NULL is "no value", and not (no value) matches.
      return sql`(${compile(filter.operand, context)}) IS NOT TRUE`;
    case "present":
      return compilePresence(filter.target, context);
    case "compare":
      return among(compileIndexed(filter, context.columns), compileComparison(filter, context));
    case "valuePath":
      return among(compileIndexed(filter, context.columns), compileValuePath(filter, context));
  }
}

/** A condition, looked for only where an index says that it may hold. */
const among = (indexed: SqlFragment | undefined, condition: SqlFragment): SqlFragment =>
  indexed ? sql`(${indexed} AND ${condition})` : condition;

function compilePresence(target: FilterTarget, context: Context): SqlFragment {
  const column = columnOf(target, context);
  if (column?.kind === "relation") return column.exists(raw("TRUE"));
  if (column) return compilePresent(column);
  if (isMeta(target, context)) return raw("TRUE");
  const relation = relationOf(target, context);
  if (!relation) return compileStoredPresent(storedRoot(target, context), target);
  return relation.exists(compilePresence(inRelation(target), { columns: relation.columns, root: undefined }));
}

function compileComparison(filter: Comparison, context: Context): SqlFragment {
  const { target, operator, value } = filter;
  const column = columnOf(target, context);
  if (column && column.kind !== "relation") return compileColumn(column, operator, value);
  const relation = column ?? relationOf(target, context);
  if (!relation) return compileStored(storedRoot(target, context), filter);
  const some = relation.exists(
    compileComparison({ ...filter, target: inRelation(target) }, { columns: relation.columns, root: undefined }),
  );
  // No member at all differs from every value, as in evaluateFilter.
  return operator === "ne" ? sql`(${some} OR NOT ${relation.exists(raw("TRUE"))})` : some;
}

function compileValuePath(filter: ValuePath, context: Context): SqlFragment {
  const column = columnOf(filter.target, context);
  if (column?.kind === "relation") {
    return column.exists(compile(filter.filter, { columns: column.columns, root: undefined }));
  }
  // Every sub-attribute of meta is a column, and there is one meta.
  if (isMeta(filter.target, context)) return compile(filter.filter, context);
  const none: FilterColumns = new Map();
  return compileStoredValuePath(storedRoot(filter.target, context), filter, (element) =>
    compile(filter.filter, { columns: none, root: element }),
  );
}

function columnOf({ path, steps }: FilterTarget, { columns, root }: Context): ScalarColumn | Relation | undefined {
  const column = columns.get((root ? path : (steps.at(-1)?.name ?? "value")).toLowerCase());
  return column?.kind === "stored" ? undefined : column;
}

const isMeta = ({ path }: FilterTarget, { root }: Context) => root?.depth === 1 && path === "meta";

/** The relation that holds the values of a multi-valued attribute, for a path into it. */
function relationOf({ steps }: FilterTarget, { columns, root }: Context): Relation | undefined {
  const column = root && columns.get((steps[0]?.name ?? "").toLowerCase());
  return column?.kind === "relation" ? column : undefined;
}

/** A target as seen from a row of a relation; the whole attribute is its `value`. */
const inRelation = (target: FilterTarget): FilterTarget => ({ ...target, steps: target.steps.slice(1) });

function storedRoot({ path, steps }: FilterTarget, { root }: Context): Root {
  if (root && !(root.depth === 1 && notStored.has(steps[0]?.name ?? ""))) return root;
  throw invalidFilter(`The filter names ${path}, which cannot be filtered on. Use another attribute.`);
}
