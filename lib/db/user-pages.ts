import type { DirectoryScope } from "@/lib/auth/scope";
import { join, raw, sql } from "@/lib/scim/filter/sql-fragment";
import { frameOf } from "@/lib/scim/resource/represent-text";
import type { ResourceDefinition } from "@/lib/scim/schema/attribute";
import { createdText, lastModifiedText, pageOf, totalOf } from "./page-order";
import type { TextPage, TextQuery } from "./resource-store";
import { readPage, run } from "./statements";

/** Rows before a page that are passed over quickly enough to share a connection. */
const shortOffsetMax = 10_000;

interface PageRow {
  text: string | null;
  count: string;
  first: string | null;
  last: string | null;
  hasMore: boolean;
  total: string | null;
}

/**
 * One page of a directory's users in the order of their ids, each with its groups, as JSON text: what `representText`
 * makes, put together where the rows are. One round trip.
 */
export async function userPageAsText(scope: DirectoryScope, query: TextQuery): Promise<TextPage> {
  const { definition, baseUrl, after, offset, limit } = query;
  const frame = frameOf(definition, baseUrl);
  const order = { descending: false };
  const read = offset <= shortOffsetMax ? readPage<PageRow> : run<PageRow>;
  const [row] = await read(sql`WITH RECURSIVE page AS MATERIALIZED (
      SELECT p.*, row_number() OVER (ORDER BY p."id") AS "place" FROM (
        SELECT r."id", ${frame.schemas}::text || ${extensions(definition)} || ${frame.id} || r."id" || ${frame.created}
            || ${createdText} || ${frame.lastModified} || ${lastModifiedText} || ${frame.location} || r."id"
            || ${frame.version} || r."version" || ${frame.end} AS "head",
          r."attributes"::text AS "attributes"
        ${pageOf(raw(`"User"`), scope, { order, after, offset, limit: limit + 1 })}
      ) p
    ), ${groupsOfPage(scope, baseUrl)}
    SELECT string_agg(page."head" || coalesce(shown."text", '')
          -- Nothing but the first character is cut off: that needs no look at the others.
          || CASE WHEN page."attributes" = '{}' THEN '}' ELSE ',' || right(page."attributes", -1) END,
        ',' ORDER BY page."place") FILTER (WHERE page."place" <= ${limit}) AS "text",
      count(*) FILTER (WHERE page."place" <= ${limit}) AS "count",
      (SELECT "id" FROM page WHERE page."place" = 1) AS "first",
      (SELECT "id" FROM page WHERE page."place" <= ${limit} ORDER BY page."place" DESC LIMIT 1) AS "last",
      count(*) > ${limit} AS "hasMore",
      ${after ? raw("NULL") : sql`(${totalOf("User", scope, undefined)})`} AS "total"
    FROM page LEFT JOIN shown ON shown."user" = page."id"`);
  return {
    text: row?.text ?? "",
    count: Number(row?.count ?? 0),
    first: row?.first ?? undefined,
    last: row?.last ?? undefined,
    hasMore: row?.hasMore ?? false,
    total: after ? undefined : Number(row?.total ?? 0),
  };
}

/** Each extension of which user `r` has data: their URNs stand in `search` as they do in the attributes. */
const extensions = (definition: ResourceDefinition) =>
  join(
    [
      sql`''`,
      ...definition.extensions.map(
        ({ schema: { id } }) => sql`CASE WHEN r."search" ? ${id} THEN ${`,${JSON.stringify(id)}`}::text ELSE '' END`,
      ),
    ],
    " || ",
  );

/** CTEs up to `shown`: the groups of each user on `page`, as JSON text. One walk up the groups serves all of them. */
const groupsOfPage = ({ directoryId }: DirectoryScope, baseUrl: string) => sql`direct AS MATERIALIZED (
      SELECT m."memberUserId" AS "user", m."groupId" FROM "Member" m
      WHERE m."directoryId" = ${directoryId} AND m."memberUserId" = ANY(ARRAY(SELECT page."id" FROM page))
    ), above AS (
      SELECT d."groupId" AS "below", m."groupId" FROM (SELECT DISTINCT direct."groupId" FROM direct) d
        JOIN "Member" m ON m."directoryId" = ${directoryId} AND m."memberGroupId" = d."groupId"
      UNION
      SELECT above."below", m."groupId" FROM above
        JOIN "Member" m ON m."directoryId" = ${directoryId} AND m."memberGroupId" = above."groupId"
    ), memberships AS (
      SELECT e."user", e."groupId", bool_or(e."direct") AS "direct" FROM (
        SELECT direct."user", direct."groupId", TRUE AS "direct" FROM direct
        UNION ALL
        SELECT direct."user", above."groupId", FALSE FROM direct JOIN above ON above."below" = direct."groupId"
      ) e GROUP BY e."user", e."groupId"
    ), shown AS (
      SELECT memberships."user", ',"groups":[' || string_agg('{"value":"' || g."id" || '","$ref":"' || ${groupLocation(baseUrl)}
          || g."id" || '","display":' || to_json(g."displayName")
          || CASE WHEN memberships."direct" THEN ',"type":"direct"}' ELSE ',"type":"indirect"}' END,
        ',' ORDER BY g."displayNameKey") || ']' AS "text"
      FROM memberships JOIN "Group" g ON g."directoryId" = ${directoryId} AND g."id" = memberships."groupId"
      GROUP BY memberships."user"
    )`;

/** What a group's `$ref` begins with, fit to stand in a JSON string. */
const groupLocation = (baseUrl: string) => JSON.stringify(`${baseUrl}/Groups/`).slice(1, -1);
