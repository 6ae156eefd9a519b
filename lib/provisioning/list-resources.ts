import { containsIn, filterColumns } from "@/lib/db/filter-columns";
import type { ListQuery, PageOrder } from "@/lib/db/page-order";
import { attributesOf } from "@/lib/db/resource-store";
import type { Action } from "@/lib/insight/provisioning-event";
import { invalidValue } from "@/lib/scim/errors";
import { checkFilter } from "@/lib/scim/filter/check-filter";
import type { CheckedFilter } from "@/lib/scim/filter/checked-filter";
import { compileFilter } from "@/lib/scim/filter/compile-sql";
import { compileSort } from "@/lib/scim/filter/compile-sort";
import type { FilterColumns } from "@/lib/scim/filter/filter-columns";
import { parseFilter } from "@/lib/scim/filter/parse-filter";
import { cursorResponse, listResponse } from "@/lib/scim/messages/list-response";
import type { ResourceDefinition } from "@/lib/scim/schema/attribute";
import { fromCursor, toCursor } from "./cursor";
import { findPage } from "./find-page";
import type { FoundPage } from "./find-page";
import { findIndexPage } from "./index-page";
import { pageOf } from "./paging";
import { listOf } from "./pieces";
import type { Answer, ProvisioningRequest, Shown } from "./provisioning-request";
import { bodyOf } from "./show-resource";
import { storeOf } from "./stores";
import { refuseTooSlow } from "./too-slow";

/** A page as found: what it shows, and how many there are where that is known. */
interface Found {
  readonly page: Pick<FoundPage, "count" | "only">;
  readonly total: number | undefined;
  readonly shown: Shown;
}

/**
 * GET of a type, and its `/.search`: filter, sort, and paging by index (RFC 7644 §3.4.2) or by cursor (RFC 9865). Without
 * sortBy in the order of ids, which is that of creation. One round trip; two where the total must be counted.
 * @throws ScimError 400 invalidFilter | invalidValue | invalidPath | invalidCursor | invalidCount | tooMany
 */
export async function listResources(request: ProvisioningRequest, definition: ResourceDefinition): Promise<Answer> {
  const { scope, trail, parameters } = request;
  trail.identify({ resourceType: definition.name });
  const columns = filterColumns(definition, request.baseUrl);
  const filter = parameters.filter === undefined ? undefined : checkFilter(definition, parseFilter(parameters.filter));
  const query = {
    filter: filter && compileFilter(filter, columns, containsIn(scope)),
    order: orderOf(request, definition, columns),
    lookUp: filter && lookUpOf(filter),
  };
  const { page, total, shown } = await (
    parameters.cursor === undefined
      ? findByIndex(request, definition, query)
      : findByCursor(request, definition, query, parameters.cursor)
  ).catch(refuseTooSlow);

  identifyWanted(request, definition, filter, page.only);
  const isProbed = isProbe(definition, filter, page.count) || isFirstOnly(request);
  const action: Action = isProbed ? "testConnection" : "read";
  const matches = total === undefined ? "matches" : `${total} ${total === 1 ? "match" : "matches"}`;
  const detail = `${matches}${filter ? "" : " (no filter)"}, ${page.count} on this page.`;
  trail.step({ name: "matching", status: "success", detail });
  const body = bodyOf(shown);
  return {
    status: 200,
    ...body,
    event: trail.toEvent(scope, { action, status: "success", httpStatus: 200, text: body.text }),
  };
}

type Query = Pick<ListQuery, "filter" | "order" | "lookUp">;

function orderOf(
  { parameters }: ProvisioningRequest,
  definition: ResourceDefinition,
  columns: FilterColumns,
): PageOrder {
  const { sortBy, sortOrder } = parameters;
  const direction = sortOrder?.toLowerCase() ?? "ascending";
  if (direction !== "ascending" && direction !== "descending") {
    throw invalidValue(`sortOrder must be "ascending" or "descending", not "${direction.slice(0, 40)}".`, {
      path: "sortOrder",
    });
  }
  // "sortOrder" says nothing without "sortBy" (RFC 7644 §3.4.2.3).
  if (!sortBy) return { descending: false };
  return { sort: compileSort(definition, sortBy, columns), descending: direction === "descending" };
}

async function findByIndex(request: ProvisioningRequest, definition: ResourceDefinition, query: Query): Promise<Found> {
  const page = await findIndexPage(request, [{ definition, query }]);
  const { total, startIndex, count: itemsPerPage } = page;
  const list = (resources: readonly string[]) =>
    listResponse({ resources, itemsPerPage, totalResults: total, startIndex });
  return { page, total, shown: listOf(page.resources, list) };
}

async function findByCursor(
  request: ProvisioningRequest,
  definition: ResourceDefinition,
  query: Query,
  cursor: string,
): Promise<Found> {
  const { scope, parameters } = request;
  const { count } = pageOf(parameters, "invalidCount");
  const after = fromCursor(request, definition, cursor);
  const page = await findPage(request, { definition, query }, { after, offset: 0, limit: count });
  const { last, hasMore, count: itemsPerPage } = page;
  const nextCursor = hasMore && last ? toCursor(request, definition, last) : undefined;
  const isWhole = after === undefined && nextCursor === undefined;
  // Who asks for no resources asks for their number.
  const total = count === 0 ? await storeOf(definition).count(scope, query.filter) : isWhole ? itemsPerPage : undefined;
  const list = (resources: readonly string[]) =>
    cursorResponse({ resources, itemsPerPage, nextCursor, totalResults: total });
  return { page, total, shown: listOf(page.resources, list) };
}

/** What has a unique index, or one in which each value is seldom there twice. */
const keys = new Set(["id", "userName", "externalId"]);

const lookUpOf = (filter: CheckedFilter): ListQuery["lookUp"] =>
  isLookUp(filter) ? (filter.kind === "compare" && keys.has(filter.target.path) ? "key" : "value") : undefined;

/** Whether the filter names a text that a match must have: then an index leads to the few that do. */
const isLookUp = (filter: CheckedFilter): boolean =>
  filter.kind === "and"
    ? filter.operands.some(isLookUp)
    : filter.kind === "valuePath"
      ? isLookUp(filter.filter)
      : filter.kind === "compare" && filter.operator === "eq" && typeof filter.value === "string";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Entra's Test connection looks for a person or group whose matching attribute is a random GUID (ENTRA.md §1.1, §7.8).
 * An externalId of a group may be a GUID in earnest, so there it is a look-up like any other.
 */
function isProbe(definition: ResourceDefinition, filter: CheckedFilter | undefined, found: number): boolean {
  if (found > 0 || filter?.kind !== "compare" || filter.operator !== "eq") return false;
  if (typeof filter.value !== "string" || !guid.test(filter.value)) return false;
  return filter.target.path !== "externalId" || definition.name === "User";
}

/** Okta's connection test, and that of many others, asks for one person, no matter whom (ENTRA.md §8.4). */
function isFirstOnly({
  parameters: { filter, count, startIndex = "1", cursor, sortBy },
}: ProvisioningRequest): boolean {
  return count === "1" && startIndex === "1" && filter === undefined && cursor === undefined && sortBy === undefined;
}

/** Whom the client looked for: the one that was found, else the name it asked for. */
function identifyWanted(
  { trail }: ProvisioningRequest,
  definition: ResourceDefinition,
  filter: CheckedFilter | undefined,
  only: FoundPage["only"],
): void {
  if (only && filter) {
    trail.identifyResource(definition.name, only.id, attributesOf(only));
  } else if (filter?.kind === "compare" && filter.operator === "eq") {
    const { path } = filter.target;
    if (path === "userName" || path === "externalId" || path === "displayName") {
      trail.identify({ [path]: String(filter.value) });
    }
  }
}
