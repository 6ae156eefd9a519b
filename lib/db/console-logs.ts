import type { DirectoryScope } from "@/lib/auth/scope";
import { asksForFacets, type FacetFilter } from "@/lib/insight/event-facet";
import { join, raw, sql, type SqlFragment } from "@/lib/scim/filter/sql-fragment";
import type { Prisma } from "@/prisma/generated/client";
import { db } from "./client";
import { keysetPage, statementOrder, type KeysetPage, type KeysetRequest } from "./keyset";
import { isUuid } from "./is-uuid";
import { facetsOf, spanOfFacets, type FacetSpan } from "./log-facets";
import {
  isOfSubject,
  isStrangerSql,
  rowHolds,
  strangerSql,
  subjectsOf,
  unreadSince,
  type Subject,
} from "./log-identities";
import { boundsOf, facetsIn, firstOfEach, idsOf, orderOf, type Walk } from "./log-walk";
import { movedCount } from "./moved-count";
import { runOnce } from "./statements";
import { uuidFloor } from "./uuid-time";

/** A log row without its bodies. */
export interface EventListRecord {
  id: string;
  at: Date;
  durationMs: number;
  action: string;
  status: string;
  httpStatus: number;
  scimType: string | null;
  code: string | null;
  detail: string | null;
  resourceType: string | null;
  resourceId: string | null;
  userName: string | null;
  externalId: string | null;
  displayName: string | null;
  credentialId: string | null;
  method: string;
  ip: string | null;
  userAgent: string | null;
  dialect: string | null;
  /** Paths of the first few modified properties. */
  modifiedPaths: Prisma.JsonValue;
  /** How many there are in all; null: none. */
  modifiedCount: number | null;
  /** Members of a group who came and went; null: none did. */
  added: number | null;
  removed: number | null;
}

export interface EventFilter extends FacetFilter {
  readonly resourceId?: string;
  /** Part of a userName, displayName, externalId, e-mail address or id that somebody had in the log; or a whole request id. */
  readonly text?: string;
  readonly since?: Date;
  readonly until?: Date;
  /** Ids of the oldest and the newest row that may be among them. */
  readonly firstId?: string;
  readonly lastId?: string;
}

export interface EventListQuery extends EventFilter, KeysetRequest {}

export interface EventPage extends KeysetPage<EventListRecord> {
  /** The page was given up on here, an id: what is beyond has not been looked at. */
  readonly searchedTo?: string;
}

/**
 * One page of the provisioning log, newest first. Nothing is counted, and whatever is asked for, some 100 ms suffice: rows
 * are found by their facet, their resource, or whoever a text may mean (DECISIONS.md 52). A text that means more people
 * than can be named is looked for in the rows themselves, for as long; `searchedTo` says how far that went.
 */
export async function pageOfEvents(scope: DirectoryScope, query: EventListQuery): Promise<EventPage> {
  const asked = await facetsAskedFor(scope, query);
  if (asked?.facets.length === 0) return keysetPage<EventListRecord>([], query);
  const walk: Walk = {
    directoryId: scope.directoryId,
    descending: statementOrder("desc", query) === "desc",
    limit: query.limit + 1,
    bounds: boundsOf(query, query.after ?? query.before, asked?.span),
    facets: asked?.facets,
    resourceId: query.resourceId,
  };
  if (query.text === undefined) return keysetPage(await read(walk, idsOf(walk)), query);
  const near = await lookThrough(walk, searchedFirst, query.text);
  if (near.found.length >= walk.limit || near.edge === undefined) return pageOf(near.found, walk, query);
  const subjects = await subjectsOf(scope, query.text);
  const nearest = subjects && nearestOf(subjects, walk, query);
  if (subjects === undefined || nearest === undefined) return search(walk, query, near);
  const tail = await unreadSince(scope, new Date());
  return keysetPage(await read(walk, idsOfSubjects(walk, query.text, { subjects, nearest, tail })), query);
}

interface AskedFor {
  readonly facets: readonly string[];
  readonly span?: FacetSpan | undefined;
}

/**
 * Which facets a filter lets through; undefined: any. A person or group has facets of its kind alone, and is looked through
 * only for the time in which there were any: so a group of a million changes is not read to the end for what it never had.
 */
async function facetsAskedFor(scope: DirectoryScope, query: EventListQuery): Promise<AskedFor | undefined> {
  if (!asksForFacets(query)) return undefined;
  const { resourceId, resourceType } = query;
  if (resourceId === undefined) return { facets: await facetsOf(scope, query) };
  const kind = resourceType ?? (await kindOf(scope, resourceId));
  const facets = await facetsOf(scope, { ...query, ...(kind === undefined ? {} : { resourceType: kind }) });
  return { facets, span: await spanOfFacets(scope, facets) };
}

/** User or Group, as the newest row of a resource says. */
async function kindOf({ directoryId }: DirectoryScope, resourceId: string): Promise<string | undefined> {
  const [row] = await runOnce<{ resourceType: string | null }>(sql`
    SELECT e."resourceType" FROM "ProvisioningEvent" e
    WHERE e."directoryId" = ${directoryId} AND e."resourceId" = ${resourceId}::uuid ORDER BY e."id" DESC LIMIT 1`);
  return row?.resourceType ?? undefined;
}

/** So many are walked through one after the other; beyond, that takes longer than a page may. */
const nearestMax = 400;

/**
 * Of whom the next page can be: of many, it is enough to look at whoever was in the log on both sides of where the page
 * begins, and at as many of the others as the page has rows, the nearest first: each of these has a row at least.
 * @returns undefined where these are too many
 */
function nearestOf(subjects: readonly Subject[], { descending, limit, facets }: Walk, query: EventListQuery) {
  if (subjects.length <= nearestMax) return subjects;
  // Their nearest row may not be one that the filter lets through.
  if (facets !== undefined || query.resourceId !== undefined) return undefined;
  const since = query.firstId ?? (query.since && uuidFloor(query.since));
  const until = query.until && uuidFloor(query.until);
  const within = subjects.filter(({ first, last }) => !(since && last < since) && !(until && first >= until));
  const key = query.after ?? query.before ?? (descending ? until : since);
  const spans = ({ first, last }: Subject) => key !== undefined && first < key && last >= key;
  const beyond = within.filter(
    (subject) => !spans(subject) && (!key || (descending ? subject.last < key : subject.first >= key)),
  );
  const ordered = descending
    ? beyond.sort((left, right) => (left.last < right.last ? 1 : -1))
    : beyond.sort((left, right) => (left.first > right.first ? 1 : -1));
  const nearest = [...within.filter(spans), ...ordered.slice(0, limit)];
  return nearest.length <= nearestMax ? nearest : undefined;
}

interface Meant {
  readonly subjects: readonly Subject[];
  readonly nearest: readonly Subject[];
  /** Rows after this id have not been read. */
  readonly tail: string;
}

const idsIn = (subjects: readonly Subject[], isResource: boolean) =>
  subjects.flatMap((subject) => (subject.isResource === isResource ? [subject.id] : []));

/** Rows of people and groups by their ids, of strangers by their names, and what is too new to have been read. */
function idsOfSubjects(walk: Walk, text: string, { subjects, nearest, tail }: Meant): SqlFragment {
  const { directoryId, resourceId } = walk;
  const asked = isUuid(text) ? [text.toLowerCase()] : [];
  const isAskedFor = (id: string) => resourceId === undefined || id === resourceId;
  const facets = facetsIn(walk);
  const resource = resourceId === undefined ? raw("TRUE") : sql`e."resourceId" = ${resourceId}::uuid`;
  const resources = [...idsIn(nearest, true), ...asked].filter(isAskedFor);
  const strangers = idsIn(nearest, false).filter(() => resourceId === undefined);
  const newcomers = sql`SELECT t."id" FROM (SELECT e."id" FROM "ProvisioningEvent" e
    WHERE e."directoryId" = ${directoryId} AND e."id" > ${tail}::uuid AND ${walk.bounds} AND ${facets} AND ${resource}
      AND (e."resourceId" = ANY(${idsIn(subjects, true)}::uuid[]) OR ${rowHolds(text)})
    ORDER BY e."id" ${orderOf(walk)} LIMIT ${walk.limit}) t`;
  const request = sql`SELECT e."id" FROM "ProvisioningEvent" e
    WHERE e."directoryId" = ${directoryId} AND e."id" = ANY(${asked}::uuid[]) AND ${resource} AND ${facets} AND ${walk.bounds}`;
  const isStranger = sql`${isStrangerSql} AND ${strangerSql} = v."value"`;
  return join(
    [
      firstOfEach(walk, resources, "uuid", sql`e."resourceId" = v."value" AND ${facets}`),
      firstOfEach(walk, strangers, "uuid", sql`${isStranger} AND ${facets}`),
      newcomers,
      request,
    ],
    " UNION ",
  );
}

/** The rows of the first of these ids, in order. */
async function read(walk: Walk, ids: SqlFragment, condition: SqlFragment = raw("TRUE")): Promise<EventListRecord[]> {
  return runOnce<EventListRecord>(sql`
    SELECT r.* FROM (
      SELECT "id" FROM (${ids}) every ORDER BY "id" ${orderOf(walk)} LIMIT ${walk.limit}
    ) i CROSS JOIN LATERAL (
      SELECT e."id", e."at", e."durationMs", e."action", e."status", e."httpStatus", e."scimType", e."code", e."detail",
        e."resourceType", e."resourceId", e."userName", e."externalId", e."displayName", e."credentialId",
        e."method", e."ip", e."userAgent", e."dialect",
        jsonb_path_query_array(e."modified", '$[0 to 4].path') AS "modifiedPaths",
        jsonb_array_length(e."modified") AS "modifiedCount",
        ${raw(movedCount("added"))}, ${raw(movedCount("removed"))}
      FROM "ProvisioningEvent" e WHERE e."directoryId" = ${walk.directoryId} AND e."id" = i."id" AND ${condition} LIMIT 1
    ) r ORDER BY r."id" ${orderOf(walk)}`);
}

/** How long a search goes on, and how many rows it looks at in one statement: few at first, for what is everywhere. */
const searchMs = 40;
const [searchedFirst, searchedMost] = [250, 4_000];

interface Looked {
  readonly text: string;
  readonly found: readonly EventListRecord[];
  /** Where this ended, an id; undefined: nothing is left. */
  readonly edge: string | undefined;
}

/** Looks for a text in so many rows. */
async function lookThrough(walk: Walk, rows: number, text: string): Promise<Looked> {
  const ids = idsOf({ ...walk, limit: rows });
  const found = await read({ ...walk, limit: rows }, ids, isOfSubject(text));
  const [edge] = await runOnce<{ id: string }>(sql`
    SELECT "id" FROM (${ids}) every ORDER BY "id" ${orderOf(walk)} LIMIT 1 OFFSET ${rows - 1}`);
  return { text, found, edge: edge?.id };
}

/** Looks through rows for a text, ever more at a time, until there is a page or the time is over. */
async function search(walk: Walk, query: EventListQuery, { text, ...near }: Looked): Promise<EventPage> {
  const until = performance.now() + searchMs;
  const found = [...near.found];
  let { edge } = near;
  for (let rows = searchedFirst * 4; edge !== undefined && found.length < walk.limit; rows *= 4) {
    if (performance.now() >= until) return { ...keysetPage(found, query), hasNext: true, searchedTo: edge };
    const beyond = walk.descending ? sql`e."id" < ${edge}::uuid` : sql`e."id" > ${edge}::uuid`;
    const further = { ...walk, bounds: sql`${walk.bounds} AND ${beyond}` };
    const looked: Looked = await lookThrough(further, Math.min(rows, searchedMost), text);
    found.push(...looked.found);
    ({ edge } = looked);
  }
  return pageOf(found, walk, query);
}

const pageOf = (found: readonly EventListRecord[], { limit }: Walk, query: EventListQuery): EventPage =>
  keysetPage(found.slice(0, limit), query);

/** One log row without its bodies, or null. */
export async function findEventRecord(scope: DirectoryScope, id: string) {
  return db.provisioningEvent.findFirst({
    where: { directoryId: scope.directoryId, organizationId: scope.organizationId, id },
    omit: { directoryId: true, organizationId: true, requestBody: true, responseBody: true },
  });
}

/** The request line and the (already redacted) bodies of one log row, or null. */
export async function findEventBodies(scope: DirectoryScope, id: string) {
  return db.provisioningEvent.findFirst({
    where: { directoryId: scope.directoryId, organizationId: scope.organizationId, id },
    select: { method: true, path: true, query: true, requestBody: true, responseBody: true },
  });
}
