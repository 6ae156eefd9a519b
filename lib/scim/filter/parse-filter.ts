import type { Filter } from "./filter";

/** Parses a filter; throws invalidFilter. */
export function parseFilter(text: string): Filter {
  throw new Error("not implemented yet");
}
