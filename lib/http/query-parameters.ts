import type { QueryParameters } from "@/lib/provisioning/provisioning-request";

const names = {
  filter: "filter",
  startindex: "startIndex",
  count: "count",
  cursor: "cursor",
  sortby: "sortBy",
  sortorder: "sortOrder",
  attributes: "attributes",
  excludedattributes: "excludedAttributes",
} as const;

const isKnown = (name: string): name is keyof typeof names => name in names;

/**
 * The parameters we know, decoded as a form ("+" is a space, ENTRA.md §2.3). Unknown ones, such as aadOptscim062020, and
 * stray ampersands are no error (ENTRA.md §4.2, §9).
 */
export function queryParameters(search: string): QueryParameters {
  const found: { -readonly [Name in keyof QueryParameters]: QueryParameters[Name] } = {};
  for (const [name, value] of new URLSearchParams(search)) {
    const known = name.toLowerCase();
    if (isKnown(known)) found[names[known]] = value;
  }
  return found;
}
