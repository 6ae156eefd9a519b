import { credentialIdOf } from "@/lib/auth/scope";
import { findPage, olderOf } from "./find-page";
import type { FoundPage, Listed, Range } from "./find-page";
import { fingerprintOf } from "./fingerprint";
import { PagePositions } from "./page-positions";
import type { Place } from "./page-positions";
import { pageOf } from "./paging";
import type { ProvisioningRequest, Shown } from "./provisioning-request";
import { storeOf } from "./stores";

export interface IndexPage extends Pick<FoundPage, "resources" | "count" | "only" | "oldest"> {
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
function isAnotherWalk({ oldest }: IndexPage, { since }: Place): boolean {
  // An id is a UUIDv7: it begins with the millisecond of its making.
  return oldest !== undefined && Number.parseInt(oldest.replace("-", "").slice(0, 12), 16) > since;
}

async function findPageFrom(
  request: ProvisioningRequest,
  parts: readonly Listed[],
  place: Place | undefined,
): Promise<IndexPage> {
  const { startIndex, count } = pageOf(request.parameters);
  const now = request.at.getTime();
  const resources: Shown[] = [];
  let [shown, only, oldest]: [number, FoundPage["only"], FoundPage["oldest"]] = [0, undefined, undefined];
  let total = place ? startIndex - 1 : 0;
  let isTotal = true;
  let last: Omit<Place, "since"> | undefined;
  for (const [part, listed] of parts.entries()) {
    if (place && part < place.part) continue;
    const after = place?.part === part ? place.after : undefined;
    const offset = Math.max(0, startIndex - 1 - total);
    const found = await findPart(request, listed, { after, offset, limit: count - shown });
    only = shown === 0 ? found.only : undefined;
    oldest = olderOf(oldest, found.oldest);
    shown += found.count;
    resources.push(...found.resources);
    total += found.matches;
    isTotal &&= found.areAll;
    if (found.last) last = { part, after: found.last };
  }
  if (!isTotal) total = Math.max(total, await countAll(request, parts));
  if (last && shown === count)
    positions.remember(keyOf(request, parts, startIndex + count), { ...last, since: now }, now);
  return { resources, count: shown, only, oldest, total, startIndex };
}

/** Whose walk it is, through what, and where it stands. */
function keyOf({ scope, parameters }: ProvisioningRequest, parts: readonly Listed[], startIndex: number): string {
  const who = credentialIdOf(scope.actor) ?? scope.actor.kind;
  const what = parts.map(({ definition }) => definition.name).join(" ");
  return `${scope.directoryId} ${who} ${fingerprintOf(what, parameters)} ${startIndex}`;
}

async function findPart(request: ProvisioningRequest, listed: Listed, range: Range) {
  const { definition, query } = listed;
  const { after, offset, limit } = range;
  const page = await findPage(request, listed, range);
  const isLast = limit > 0 && !page.hasMore && (page.count > 0 || offset === 0 || after !== undefined);
  if (isLast) return { ...page, matches: (after ? 0 : offset) + page.count, areAll: true };
  // How many are behind a row is not worth counting them: there is one more at least.
  if (after) return { ...page, matches: page.count + (page.hasMore ? 1 : 0), areAll: false };
  const matches = page.total ?? (await storeOf(definition).count(request.scope, query.filter));
  return { ...page, matches, areAll: true };
}

/** What a walk began with, less who went since: no more than the walk's own total, which adds those that are gone. */
async function countAll({ scope }: ProvisioningRequest, parts: readonly Listed[]): Promise<number> {
  const counts = await Promise.all(
    parts.map(({ definition, query }) => storeOf(definition).count(scope, query.filter)),
  );
  return counts.reduce((sum, each) => sum + each, 0);
}
