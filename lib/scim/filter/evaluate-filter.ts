import type { JsonObject } from "../json";
import type { CheckedFilter } from "./checked-filter";

export function evaluateFilter(filter: CheckedFilter, resource: JsonObject): boolean {
  throw new Error("not implemented yet");
}
