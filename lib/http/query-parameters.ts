import { invalidFilter } from "@/lib/scim/errors";
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

const isKnown = (name: string): name is keyof typeof names => Object.hasOwn(names, name);

const isList = (name: keyof QueryParameters) => name === "attributes" || name === "excludedAttributes";

/**
 * The parameters we know, decoded as a form ("+" is a space, ENTRA.md §2.3). Unknown ones, such as aadOptscim062020, and
 * stray ampersands are no error (ENTRA.md §4.2, §9). A repeated list is one list; of another the last value counts.
 *
 * @throws ScimError 400 invalidFilter for two filters: leaving one out would show what it was to keep back
 */
export function queryParameters(search: string): QueryParameters {
  const found: { -readonly [Name in keyof QueryParameters]: QueryParameters[Name] } = {};
  for (const [name, value] of new URLSearchParams(search)) {
    const known = name.toLowerCase();
    if (!isKnown(known)) continue;
    const parameter = names[known];
    const before = found[parameter];
    if (parameter === "filter" && before !== undefined && before !== value) {
      throw invalidFilter("The request has several filters. Join them with and, in one parameter.");
    }
    found[parameter] = before !== undefined && isList(parameter) ? `${before},${value}` : value;
  }
  return found;
}
