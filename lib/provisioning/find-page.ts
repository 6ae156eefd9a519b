import type { ListQuery, Position } from "@/lib/db/page-order";
import type { ListedResource } from "@/lib/db/resource-store";
import { isPlain } from "@/lib/scim/resource/represent-text";
import type { ResourceDefinition } from "@/lib/scim/schema/attribute";
import type { ProvisioningRequest, Shown } from "./provisioning-request";
import { projectionOf, showFound, wantedFor } from "./show-resource";
import { storeOf } from "./stores";

/** What is listed of one type. */
export interface Listed {
  readonly definition: ResourceDefinition;
  readonly query: Pick<ListQuery, "filter" | "order" | "lookUp">;
}

export interface Range {
  readonly after: Position | undefined;
  readonly offset: number;
  readonly limit: number;
}

export interface FoundPage {
  /** Each of one resource, or of several with commas between. */
  readonly resources: readonly Shown[];
  readonly count: number;
  /** The last one's position; undefined when there is none. */
  readonly last: Position | undefined;
  readonly hasMore: boolean;
  /** The id of the one that was made first. */
  readonly oldest: string | undefined;
  /** The one that is on the page, if it is the only one there. */
  readonly only: ListedResource | undefined;
  /** All matches, where that is known without asking. */
  readonly total: number | undefined;
}

const nothing: FoundPage = {
  resources: [],
  count: 0,
  last: undefined,
  hasMore: false,
  oldest: undefined,
  only: undefined,
  total: undefined,
};

/** One page of one type. One round trip, two where references are shown of rows that other than a key or their order was found by. */
export async function findPage(
  request: ProvisioningRequest,
  { definition, query }: Listed,
  range: Range,
): Promise<FoundPage> {
  const { after, offset, limit } = range;
  if (limit === 0) return nothing;
  const store = storeOf(definition);
  const projection = projectionOf(request, definition);
  const isWhole = query.filter === undefined && query.order.sort === undefined && !query.order.descending;
  if (isWhole && store.listAsText && isPlain(definition, projection)) {
    const { baseUrl } = request;
    const page = await store.listAsText(request.scope, { definition, baseUrl, after, offset, limit });
    const { text, count, first, last, hasMore, total } = page;
    const position = last === undefined ? undefined : { id: last, key: null };
    return {
      resources: count > 0 ? [text] : [],
      count,
      last: position,
      hasMore,
      oldest: first,
      only: undefined,
      total,
    };
  }
  // One more than is shown tells whether there are more.
  const wanted = wantedFor(definition, projection);
  const rows = await store.list(request.scope, { ...query, after, offset, limit: limit + 1 }, wanted);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    resources: page.map((each) => showFound(request, definition, each, projection)),
    count: page.length,
    last: last && { id: last.id, key: last.sortKey },
    hasMore: rows.length > page.length,
    oldest: page.map(({ id }) => id).reduce<string | undefined>(olderOf, undefined),
    only: page.length === 1 ? last : undefined,
    total: undefined,
  };
}

/** The one of two ids that was made first: an id is a UUIDv7, so their order is that of their making. */
export const olderOf = (left: string | undefined, right: string | undefined): string | undefined =>
  left !== undefined && (right === undefined || left < right) ? left : right;
