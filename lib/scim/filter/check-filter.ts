import type { ResourceDefinition } from "../schema/attribute";
import type { CheckedFilter } from "./checked-filter";
import type { Filter } from "./filter";

/** Checks a filter against a definition; throws invalidFilter. */
export function checkFilter(definition: ResourceDefinition, filter: Filter): CheckedFilter {
  throw new Error("not implemented yet");
}
