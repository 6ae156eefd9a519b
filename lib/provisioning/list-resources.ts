import { filterColumns } from "@/lib/db/filter-columns";
import type { ListQuery, StoredResource } from "@/lib/db/resource-store";
import type { Action } from "@/lib/insight/provisioning-event";
import { checkFilter } from "@/lib/scim/filter/check-filter";
import type { CheckedFilter } from "@/lib/scim/filter/checked-filter";
import { compileFilter } from "@/lib/scim/filter/compile-sql";
import { parseFilter } from "@/lib/scim/filter/parse-filter";
import { listResponse } from "@/lib/scim/messages/list-response";
import type { ResourceDefinition } from "@/lib/scim/schema/attribute";
import { pageOf } from "./paging";
import type { Answer, ProvisioningRequest } from "./provisioning-request";
import { serialise } from "./provisioning-request";
import { projectionOf, show, wantedFor } from "./show-resource";
import { storeOf } from "./stores";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Entra's Test connection looks for a person or group whose matching attribute is a random GUID (ENTRA.md §1.1, §7.8).
 * An externalId of a group may be a GUID in earnest, so there it is a look-up like any other.
 */
function isProbe(definition: ResourceDefinition, filter: CheckedFilter | undefined, total: number): boolean {
  if (total > 0 || filter?.kind !== "compare" || filter.operator !== "eq") return false;
  if (typeof filter.value !== "string" || !guid.test(filter.value)) return false;
  return filter.target.path !== "externalId" || definition.name === "User";
}

/**
 * GET of a type with filter and index paging (RFC 7644 §3.4.2), in the order of ids, which is that of creation. One round
 * trip, two when there is more than the page shows.
 * @throws ScimError 400 invalidFilter | invalidValue
 */
export async function listResources(request: ProvisioningRequest, definition: ResourceDefinition): Promise<Answer> {
  const { scope, trail, parameters } = request;
  trail.identify({ resourceType: definition.name });
  const projection = projectionOf(request, definition);
  const { startIndex, count } = pageOf(parameters);
  const filter = parameters.filter === undefined ? undefined : checkFilter(definition, parseFilter(parameters.filter));
  const condition = filter && compileFilter(filter, filterColumns(definition, request.baseUrl));
  const wanted = wantedFor(definition, projection);
  const query: ListQuery = { filter: condition, offset: startIndex - 1, limit: count };
  const page = count > 0 ? await storeOf(definition).list(scope, query, wanted) : [];
  const totalResults = isWhole(page, query)
    ? query.offset + page.length
    : await storeOf(definition).count(scope, condition);

  const response = serialise(
    listResponse({
      resources: page.map((each) => show(request, definition, each, projection)),
      totalResults,
      startIndex,
    }),
  );
  identifyWanted(request, definition, filter, page);
  const action: Action = isProbe(definition, filter, totalResults) ? "testConnection" : "read";
  trail.step({
    name: "matching",
    status: "success",
    detail: `${totalResults} ${totalResults === 1 ? "match" : "matches"}${filter ? "" : " (no filter)"}, ${page.length} on this page.`,
  });
  return {
    status: 200,
    text: response.text,
    event: trail.toEvent(scope, { action, status: "success", httpStatus: 200, response }),
  };
}

/** Whether the page itself tells the total: it was not full, and it was not beyond the end. */
const isWhole = (page: readonly StoredResource[], { offset, limit }: ListQuery) =>
  page.length < limit && (page.length > 0 || offset === 0);

/** Whom the client looked for: the one that was found, else the name it asked for. */
function identifyWanted(
  { trail }: ProvisioningRequest,
  definition: ResourceDefinition,
  filter: CheckedFilter | undefined,
  page: readonly StoredResource[],
): void {
  const [first, second] = page;
  if (first && !second && filter) {
    trail.identifyResource(definition.name, first.id, first.attributes);
  } else if (filter?.kind === "compare" && filter.operator === "eq") {
    const { path } = filter.target;
    if (path === "userName" || path === "externalId" || path === "displayName") {
      trail.identify({ [path]: String(filter.value) });
    }
  }
}
