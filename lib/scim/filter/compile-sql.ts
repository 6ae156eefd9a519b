import type { CheckedFilter } from "./checked-filter";
import type { FilterColumns } from "./filter-columns";
import type { SqlFragment } from "./sql-fragment";

/** A condition on row `r`; throws invalidFilter for an attribute without a column. */
export function compileFilter(filter: CheckedFilter, columns: FilterColumns): SqlFragment {
  throw new Error("not implemented yet");
}
