import { readFacet } from "@/lib/insight/event-facet";
import { join, raw, sql, type SqlFragment } from "@/lib/scim/filter/sql-fragment";
import type { FacetSpan } from "./log-facets";
import { uuidFloor } from "./uuid-time";

/** Rows of `limit` at most, in the order of the statement. */
export interface Walk {
  readonly directoryId: string;
  readonly descending: boolean;
  readonly limit: number;
  /** Conditions on `e."id"`. */
  readonly bounds: SqlFragment;
  /** Which facets may match; undefined: any. */
  readonly facets: readonly string[] | undefined;
  readonly resourceId: string | undefined;
}

/** From where to where a walk goes. */
interface WalkBounds {
  readonly since?: Date;
  readonly until?: Date;
  /** Ids of the oldest and the newest row that may be among them. */
  readonly firstId?: string;
  readonly lastId?: string;
  /** The key is of the row that the page ends before; else of the one it begins after. */
  readonly before?: string;
}

/** The conditions of a walk on `e."id"`: from where to where, from a key on, and within a span. */
export function boundsOf(
  { since, until, firstId, lastId, before }: WalkBounds,
  key: string | undefined,
  span: FacetSpan | undefined,
): SqlFragment {
  const from = [firstId, since && uuidFloor(since), span?.first].filter((id) => id !== undefined);
  const to = [lastId, span?.last].filter((id) => id !== undefined);
  const bounds = [
    ...from.map((id) => sql`e."id" >= ${id}::uuid`),
    ...to.map((id) => sql`e."id" <= ${id}::uuid`),
    ...(until === undefined ? [] : [sql`e."id" < ${uuidFloor(until)}::uuid`]),
    ...(key === undefined ? [] : [before === undefined ? sql`e."id" < ${key}::uuid` : sql`e."id" > ${key}::uuid`]),
  ];
  return bounds.length === 0 ? raw("TRUE") : join(bounds, " AND ");
}

export const orderOf = ({ descending }: Walk) => raw(descending ? "DESC" : "ASC");

/** The condition that a row has one of the facets. */
export const facetsIn = ({ facets }: Walk): SqlFragment =>
  facets === undefined ? raw("TRUE") : sql`e."facet" = ANY(${facets}::bigint[])`;

/** The first ids of each of several values of a column, of which the first of all are among. */
export function firstOfEach(
  walk: Walk,
  values: readonly string[],
  type: "uuid" | "bigint",
  condition: SqlFragment,
): SqlFragment {
  return sql`SELECT m."id" FROM unnest(${values}::${raw(type)}[]) AS v("value") CROSS JOIN LATERAL (
    SELECT e."id" FROM "ProvisioningEvent" e WHERE e."directoryId" = ${walk.directoryId} AND ${condition} AND ${walk.bounds}
    ORDER BY e."id" ${orderOf(walk)} LIMIT ${walk.limit}) m`;
}

/** Has the index of what went wrong with each person and group answer, where the facets let nothing else through. */
function troubleOnly({ facets }: Walk): SqlFragment {
  const isTrouble = facets?.every((facet) => ["failure", "warning"].includes(readFacet(Number(facet)).status)) ?? false;
  return raw(isTrouble ? `e."status" IN ('failure', 'warning')` : "TRUE");
}

/** The ids of a walk: of a resource, of each of its facets, or of all rows. */
export function idsOf(walk: Walk): SqlFragment {
  const { directoryId, resourceId, facets } = walk;
  if (resourceId === undefined && facets !== undefined) {
    return firstOfEach(walk, facets, "bigint", raw(`e."facet" = v."value"`));
  }
  const resource = resourceId === undefined ? raw("TRUE") : sql`e."resourceId" = ${resourceId}::uuid`;
  return sql`SELECT e."id" FROM "ProvisioningEvent" e
    WHERE e."directoryId" = ${directoryId} AND ${resource} AND ${facetsIn(walk)} AND ${troubleOnly(walk)} AND ${walk.bounds}
    ORDER BY e."id" ${orderOf(walk)} LIMIT ${walk.limit}`;
}
