import { credentialIdOf } from "@/lib/auth/scope";
import type { ListQuery, Position } from "@/lib/db/page-order";
import type { ListedResource } from "@/lib/db/resource-store";
import type { ResourceDefinition } from "@/lib/scim/schema/attribute";
import { fingerprintOf } from "./fingerprint";
import { PagePositions } from "./page-positions";
import type { Place } from "./page-positions";
import { pageOf } from "./paging";
import type { ProvisioningRequest, Shown } from "./provisioning-request";
import { projectionOf, showFound, wantedFor } from "./show-resource";
import { storeOf } from "./stores";

/** What is listed of one type. */
export interface Listed {
  readonly definition: ResourceDefinition;
  readonly query: Pick<ListQuery, "filter" | "order" | "isLookUp">;
}

export interface IndexPage {
  readonly page: readonly ListedResource[];
  readonly resources: readonly Shown[];
  /** All matches; of the last page of a walk, all that the walk has shown. */
  readonly total: number;
  /** 1-based. */
  readonly startIndex: number;
}

const positions = new PagePositions();

/**
 * One page by index (RFC 7644 §3.4.2.4) of the matches of some types, one type after the other. A page that continues the
 * one before begins behind that one's last row, so that people who are deleted meanwhile make nobody be skipped. A type
 * costs one round trip, or two where the total must be known.
 * @throws ScimError 400 invalidValue
 */
export async function findIndexPage(request: ProvisioningRequest, parts: readonly Listed[]): Promise<IndexPage> {
  const { startIndex } = pageOf(request.parameters);
  const place =
    startIndex === 1 ? undefined : positions.recall(keyOf(request, parts, startIndex), request.at.getTime());
  const found = await findPageFrom(request, parts, place);
  return place && isAnotherWalk(found, place) ? findPageFrom(request, parts, undefined) : found;
}

/**
 * Whether the place is of a walk that is over: whoever stands behind it came after the page before it was shown, so the
 * people of that walk are gone, and who asks now began with this page.
 */
function isAnotherWalk({ page }: IndexPage, { since }: Place): boolean {
  // An id is a UUIDv7: it begins with the millisecond of its making.
  const madeAt = (id: string) => Number.parseInt(id.replace("-", "").slice(0, 12), 16);
  return page.length > 0 && page.every(({ id }) => madeAt(id) > since);
}

async function findPageFrom(
  request: ProvisioningRequest,
  parts: readonly Listed[],
  place: Place | undefined,
): Promise<IndexPage> {
  const { startIndex, count } = pageOf(request.parameters);
  const now = request.at.getTime();
  const page: ListedResource[] = [];
  const resources: Shown[] = [];
  let total = place ? startIndex - 1 : 0;
  let isTotal = true;
  let last: Omit<Place, "since"> | undefined;
  for (const [part, listed] of parts.entries()) {
    if (place && part < place.part) continue;
    const after = place?.part === part ? place.after : undefined;
    const offset = Math.max(0, startIndex - 1 - total);
    const found = await findPart(request, listed, { after, offset, limit: count - page.length });
    page.push(...found.page);
    resources.push(...found.resources);
    total += found.matches;
    isTotal &&= found.areAll;
    const end = found.page.at(-1);
    if (end) last = { part, after: { id: end.id, key: end.sortKey } };
  }
  if (!isTotal) total = Math.max(total, await countAll(request, parts));
  if (last && page.length === count)
    positions.remember(keyOf(request, parts, startIndex + count), { ...last, since: now }, now);
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
  // One more than is shown tells whether there are more.
  const rows = limit > 0 ? await store.list(request.scope, { ...query, after, offset, limit: limit + 1 }, wanted) : [];
  const page = rows.slice(0, limit);
  const resources = page.map((each) => showFound(request, definition, each, projection));
  const isWhole = limit > 0 && rows.length <= limit && (rows.length > 0 || offset === 0 || after !== undefined);
  if (isWhole) return { page, resources, matches: (after ? 0 : offset) + page.length, areAll: true };
  // How many are behind a row is not worth counting them: there is one more at least.
  if (after) return { page, resources, matches: rows.length, areAll: false };
  return { page, resources, matches: await store.count(request.scope, query.filter), areAll: true };
}

/** What a walk began with, less who went since: no more than the walk's own total, which adds those that are gone. */
async function countAll({ scope }: ProvisioningRequest, parts: readonly Listed[]): Promise<number> {
  const counts = await Promise.all(
    parts.map(({ definition, query }) => storeOf(definition).count(scope, query.filter)),
  );
  return counts.reduce((sum, each) => sum + each, 0);
}
