import { containsIn, filterColumns } from "@/lib/db/filter-columns";
import { codes } from "@/lib/insight/codes";
import { invalidValue } from "@/lib/scim/errors";
import { checkFilterAmong } from "@/lib/scim/filter/check-filter-among";
import { compileFilter } from "@/lib/scim/filter/compile-sql";
import { parseFilter } from "@/lib/scim/filter/parse-filter";
import type { Json } from "@/lib/scim/json";
import { listResponse } from "@/lib/scim/messages/list-response";
import { findIndexPage } from "./index-page";
import type { Answer, ProvisioningRequest, QueryParameters } from "./provisioning-request";
import { listOf } from "./pieces";
import { readSearchRequest } from "./search-resources";
import { bodyOf } from "./show-resource";
import { refuseTooSlow } from "./too-slow";

/**
 * POST of `/.search` below the base path (RFC 7644 §3.4.3): Users, then Groups, as one list with one total. An attribute
 * of the filter that a type does not have is one without a value there (§3.4.2.1).
 * @throws ScimError 400 invalidSyntax | invalidFilter | tooMany | invalidValue, the last also for a cursor or a sort order
 */
export async function searchAll(request: ProvisioningRequest, search: Json): Promise<Answer> {
  const { scope, trail } = request;
  const parameters = readSearchRequest(search);
  refuseOrder(parameters);
  const { user, group } = scope.directory.profile;
  const definitions = [user, group];
  const filter = parameters.filter === undefined ? undefined : parseFilter(parameters.filter);
  const parts = definitions.map((definition) => {
    const checked = filter && checkFilterAmong(definition, definitions, filter);
    const compiled = checked && compileFilter(checked, filterColumns(definition, request.baseUrl), containsIn(scope));
    return { definition, query: { filter: compiled, order: { descending: false } } };
  });
  const page = await findIndexPage({ ...request, parameters }, parts).catch(refuseTooSlow);
  const { total: totalResults, startIndex, count: itemsPerPage } = page;
  const list = (resources: readonly string[]) => listResponse({ resources, itemsPerPage, totalResults, startIndex });
  const body = bodyOf(listOf(page.resources, list));
  const matches = `${totalResults} ${totalResults === 1 ? "match" : "matches"}`;
  trail.step({ name: "matching", status: "success", detail: `${matches}, ${itemsPerPage} on this page.` });
  const event = trail.toEvent(scope, { action: "read", status: "success", httpStatus: 200, text: body.text });
  return { status: 200, ...body, event };
}

function refuseOrder({ cursor, sortBy }: QueryParameters): void {
  const path = cursor !== undefined ? "cursor" : sortBy ? "sortBy" : undefined;
  if (path === undefined) return;
  throw invalidValue(
    `${path} is not possible over Users and Groups together. Leave it out and page with startIndex and count, or search /Users/.search and /Groups/.search.`,
    { code: codes.invalidPaging, path },
  );
}
