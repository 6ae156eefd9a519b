import type { Filter } from "@/lib/scim/filter/filter";
import { parseFilter } from "@/lib/scim/filter/parse-filter";
import type { ResourceDefinition } from "@/lib/scim/schema/attribute";
import { resolveAttribute } from "@/lib/scim/schema/resolve";

/**
 * The attribute that a lookup matches by, in Entra's notation: `?filter=externalId eq "…"` is `externalId`, and both
 * spellings of a value path (ENTRA.md §2.3) are `emails[type eq "work"].value`. Undefined for anything that is no such
 * lookup.
 * @param query as the provisioning log keeps it: it may have been cut, and then it is no filter any more
 */
export function matchedPath(definition: ResourceDefinition, query: string): string | undefined {
  const text = new URLSearchParams(query).get("filter");
  const filter = text === null ? undefined : parsed(text);
  if (filter?.kind === "compare") return filter.operator === "eq" ? canonical(definition, filter.path) : undefined;
  if (filter?.kind !== "valuePath" || filter.filter.kind !== "and") return undefined;
  const [type, value] = filter.filter.operands;
  if (type?.kind !== "compare" || type.path.toLowerCase() !== "type" || value?.kind !== "compare") return undefined;
  const attribute = canonical(definition, filter.path);
  return attribute && `${attribute}[type eq ${JSON.stringify(type.literal.text)}].${value.path}`;
}

const canonical = (definition: ResourceDefinition, path: string) => resolveAttribute(definition, path)?.path;

function parsed(text: string): Filter | undefined {
  try {
    return parseFilter(text);
  } catch {
    return undefined;
  }
}
