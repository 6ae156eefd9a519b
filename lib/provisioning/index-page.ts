import { credentialIdOf } from "@/lib/auth/scope";
import { behind } from "@/lib/db/page-order";
import type { ListQuery, Position } from "@/lib/db/page-order";
import type { ListedResource } from "@/lib/db/resource-store";
import { sql } from "@/lib/scim/filter/sql-fragment";
import type { ResourceDefinition } from "@/lib/scim/schema/attribute";
import { fingerprintOf } from "./fingerprint";
import { PagePositions } from "./page-positions";
import type { Place } from "./page-positions";
import { pageOf } from "./paging";
import type { ProvisioningRequest } from "./provisioning-request";
import { projectionOf, showFound, wantedFor } from "./show-resource";
import { storeOf } from "./stores";

/** What is listed of one type. */
export interface Listed {
  readonly definition: ResourceDefinition;
  readonly query: Pick<ListQuery, "filter" | "order">;
}

export interface IndexPage {
  readonly page: readonly ListedResource[];
  /** JSON texts. */
  readonly resources: readonly string[];
  /** All matches; of a page that continues another, those before it as it was shown and those behind as they are now. */
  readonly total: number;
  /** 1-based. */
  readonly startIndex: number;
}

const positions = new PagePositions();

/**
 * One page by index (RFC 7644 §3.4.2.4) of the matches of some types, one type after the other. A page that continues the
 * one before begins behind that one's last row, so that people who are deleted meanwhile make nobody be skipped. A type
 * costs one round trip, or two where the total must be counted.
 * @throws ScimError 400 invalidValue
 */
export async function findIndexPage(request: ProvisioningRequest, parts: readonly Listed[]): Promise<IndexPage> {
  const { startIndex, count } = pageOf(request.parameters);
  const now = request.at.getTime();
  const place = startIndex === 1 ? undefined : positions.recall(keyOf(request, parts, startIndex), now);
  const page: ListedResource[] = [];
  const resources: string[] = [];
  let total = place ? startIndex - 1 : 0;
  let last: Place | undefined;
  for (const [part, listed] of parts.entries()) {
    if (place && part < place.part) continue;
    const after = place?.part === part ? place.after : undefined;
    const offset = Math.max(0, startIndex - 1 - total);
    const found = await findPart(request, listed, { after, offset, limit: count - page.length });
    page.push(...found.page);
    resources.push(...found.resources);
    total += found.matches;
    const end = found.page.at(-1);
    if (end) last = { part, after: { id: end.id, key: end.sortKey } };
  }
  if (last && page.length === count) positions.remember(keyOf(request, parts, startIndex + count), last, now);
  return { page, resources, total, startIndex };
}

/** Whose walk it is, through what, and where it stands. */
function keyOf({ scope, parameters }: ProvisioningRequest, parts: readonly Listed[], startIndex: number): string {
  const who = credentialIdOf(scope.actor) ?? scope.actor.kind;
  const what = parts.map(({ definition }) => definition.name).join(" ");
  return `${scope.directoryId} ${who} ${fingerprintOf(what, parameters)} ${startIndex}`;
}

interface Range {
  readonly after: Position | undefined;
  readonly offset: number;
  readonly limit: number;
}

async function findPart(request: ProvisioningRequest, { definition, query }: Listed, { after, offset, limit }: Range) {
  const projection = projectionOf(request, definition);
  const store = storeOf(definition);
  const wanted = wantedFor(definition, projection);
  const page = limit > 0 ? await store.list(request.scope, { ...query, after, offset, limit }, wanted) : [];
  // A page that is not full, and not beyond the end, tells by itself how many there are.
  const isWhole = page.length < limit && (page.length > 0 || offset === 0);
  const counted = after ? sql`(${query.filter ?? sql`TRUE`}) AND ${behind(query.order, after)}` : query.filter;
  const matches = isWhole ? offset + page.length : await store.count(request.scope, counted);
  return { page, matches, resources: page.map((each) => showFound(request, definition, each, projection)) };
}
