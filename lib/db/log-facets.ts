import type { DirectoryScope } from "@/lib/auth/scope";
import { facetMatches, readFacet, type EventFacet, type FacetFilter } from "@/lib/insight/event-facet";
import { sql } from "@/lib/scim/filter/sql-fragment";
import { runOnce } from "./statements";

/** What rows of a directory's log can be filtered by. */
export async function listFacets(scope: DirectoryScope): Promise<EventFacet[]> {
  return (await facetNumbers(scope)).map((facet) => readFacet(Number(facet)));
}

/** The facets that a filter lets through. */
export async function facetsOf(scope: DirectoryScope, filter: FacetFilter): Promise<string[]> {
  return (await facetNumbers(scope)).filter((facet) => facetMatches(readFacet(Number(facet)), filter));
}

/** The facets that a directory's rows have: a walk from each to the next in the index. */
async function facetNumbers({ directoryId }: DirectoryScope): Promise<string[]> {
  const rows = await runOnce<{ facet: string }>(sql`
    WITH RECURSIVE known("facet") AS (
      (SELECT e."facet" FROM "ProvisioningEvent" e WHERE e."directoryId" = ${directoryId} ORDER BY e."facet" LIMIT 1)
      UNION ALL
      SELECT (SELECT e."facet" FROM "ProvisioningEvent" e WHERE e."directoryId" = ${directoryId} AND e."facet" > k."facet"
        ORDER BY e."facet" LIMIT 1)
      FROM known k WHERE k."facet" IS NOT NULL
    ) SELECT "facet"::text FROM known WHERE "facet" IS NOT NULL`);
  return rows.map(({ facet }) => facet);
}

/** The oldest and the newest row, by their ids, that any of these facets has. */
export interface FacetSpan {
  readonly first: string;
  readonly last: string;
}

/**
 * From when to when rows of these facets were written: what one token did, or who created, is over a short time, whatever
 * else happened before and after.
 * @returns undefined: there are none
 */
export async function spanOfFacets(
  { directoryId }: DirectoryScope,
  facets: readonly string[],
): Promise<FacetSpan | undefined> {
  const [span] = await runOnce<FacetSpan>(sql`
    SELECT min(f."id"::text) AS "first", max(l."id"::text) AS "last" FROM unnest(${facets}::bigint[]) AS v("value")
    CROSS JOIN LATERAL (SELECT e."id" FROM "ProvisioningEvent" e
      WHERE e."directoryId" = ${directoryId} AND e."facet" = v."value" ORDER BY e."id" LIMIT 1) f
    CROSS JOIN LATERAL (SELECT e."id" FROM "ProvisioningEvent" e
      WHERE e."directoryId" = ${directoryId} AND e."facet" = v."value" ORDER BY e."id" DESC LIMIT 1) l
    HAVING count(*) > 0`);
  return span;
}
