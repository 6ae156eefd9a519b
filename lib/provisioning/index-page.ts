import type { ListQuery } from "@/lib/db/page-order";
import type { ListedResource } from "@/lib/db/resource-store";
import type { JsonObject } from "@/lib/scim/json";
import type { ResourceDefinition } from "@/lib/scim/schema/attribute";
import type { ProvisioningRequest } from "./provisioning-request";
import { projectionOf, show, wantedFor } from "./show-resource";
import { storeOf } from "./stores";

export interface IndexPage {
  readonly page: readonly ListedResource[];
  readonly resources: readonly JsonObject[];
  /** All matches. */
  readonly total: number;
}

/** One page by index of one type's matches (RFC 7644 §3.4.2.4); `offset` is zero-based. One round trip, or two. */
export async function findIndexPage(
  request: ProvisioningRequest,
  definition: ResourceDefinition,
  query: Pick<ListQuery, "filter" | "order">,
  { offset, limit }: Pick<ListQuery, "offset" | "limit">,
): Promise<IndexPage> {
  const projection = projectionOf(request, definition);
  const store = storeOf(definition);
  const wanted = wantedFor(definition, projection);
  const page = limit > 0 ? await store.list(request.scope, { ...query, offset, limit }, wanted) : [];
  // A page that is not full, and not beyond the end, tells the total by itself.
  const isWhole = page.length < limit && (page.length > 0 || offset === 0);
  const total = isWhole ? offset + page.length : await store.count(request.scope, query.filter);
  return { page, total, resources: page.map((each) => show(request, definition, each, projection)) };
}
