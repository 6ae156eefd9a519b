import type { DirectoryScope } from "@/lib/auth/scope";
import type { Contains } from "@/lib/scim/filter/compile-stored";
import type { FilterColumn, FilterColumns } from "@/lib/scim/filter/filter-columns";
import { schemasColumn } from "@/lib/scim/filter/schemas-column";
import { raw, sql } from "@/lib/scim/filter/sql-fragment";
import type { SqlFragment } from "@/lib/scim/filter/sql-fragment";
import { isJsonObject } from "@/lib/scim/json-object";
import type { ResourceDefinition } from "@/lib/scim/schema/attribute";
import { groupsAboveUser } from "./references";
import { searchKeysOf } from "./search-keys";
import { textOfGroup, textOfUser } from "./search-text";

const text = (expression: SqlFragment) => ({ kind: "text", expression }) as const;
const uuid = (expression: SqlFragment): FilterColumn => ({ kind: "uuid", expression });
const timestamp = (expression: SqlFragment): FilterColumn => ({ kind: "timestamp", expression });

/** What both resource types keep outside `search`. */
const common = (definition: ResourceDefinition, baseUrl: string): [string, FilterColumn][] => [
  ["id", uuid(raw(`r."id"`))],
  ["schemas", schemasColumn(definition)],
  ["externalid", text(raw(`r."externalId"`))],
  ["meta.created", timestamp(raw(`r."created"`))],
  ["meta.lastmodified", timestamp(raw(`r."lastModified"`))],
  ["meta.version", text(raw(`('W/"' || r."version" || '"')`))],
  ["meta.resourcetype", text(sql`${definition.name}::text`)],
  ["meta.location", text(sql`(${`${baseUrl}${definition.endpoint}/`}::text || r."id")`)],
];

/** What a member is called (lib/scim/resource/display-name.ts), folded as we fold: PostgreSQL's lower() is another one. */
const memberDisplay = raw(`coalesce(mu."search"->>'displayName', mu."search"->'name'->>'formatted',
    nullif(concat_ws(' ', mu."search"->'name'->>'givenName', mu."search"->'name'->>'familyName'), ''),
    mu."userNameKey", mg."displayNameKey")`);

const members = (baseUrl: string): FilterColumn => ({
  kind: "relation",
  exists: (condition) => sql`EXISTS (SELECT 1 FROM "Member" m
    LEFT JOIN "User" mu ON mu."directoryId" = m."directoryId" AND mu."id" = m."memberUserId"
    LEFT JOIN "Group" mg ON mg."directoryId" = m."directoryId" AND mg."id" = m."memberGroupId"
    WHERE m."directoryId" = r."directoryId" AND m."groupId" = r."id" AND (${condition}))`,
  columns: new Map<string, FilterColumn>([
    ["value", uuid(raw(`m."memberId"`))],
    ["type", text(raw(`lower(m."memberType"::text)`))],
    ["display", text(memberDisplay)],
    ["$ref", text(sql`(${`${baseUrl}/`}::text || m."memberType" || 's/' || m."memberId")`)],
  ]),
});

const groups = (baseUrl: string): FilterColumn => ({
  kind: "relation",
  exists: (condition) => sql`EXISTS (SELECT 1 FROM (${groupsAboveUser}) a
    JOIN "Group" g ON g."directoryId" = r."directoryId" AND g."id" = a."groupId" WHERE (${condition}))`,
  columns: new Map<string, FilterColumn>([
    ["value", uuid(raw(`g."id"`))],
    ["display", text(raw(`g."displayNameKey"`))],
    ["type", text(raw(`CASE WHEN a.direct THEN 'direct' ELSE 'indirect' END`))],
    ["$ref", text(sql`(${`${baseUrl}/Groups/`}::text || g."id")`)],
  ]),
});

/**
 * How a filter's attributes compile for rows `r` of "User" or "Group"; whatever is not here is read from `r."search"`.
 */
export function filterColumns(definition: ResourceDefinition, baseUrl: string): FilterColumns {
  const own: [string, FilterColumn][] =
    definition.name === "User"
      ? [
          ["username", { ...text(raw(`r."userNameKey"`)), indexedIn: textOfUser }],
          ["displayname", { kind: "stored", indexedIn: textOfUser }],
          ["emails.value", { kind: "stored", indexedIn: textOfUser }],
          ["groups", groups(baseUrl)],
        ]
      : [
          ["displayname", { ...text(raw(`r."displayNameKey"`)), indexedIn: textOfGroup }],
          ["members", members(baseUrl)],
        ];
  return new Map([...common(definition, baseUrl), ...own]);
}

/**
 * `eq` on what is stored: found by the keys of its values, and looked at to be sure. Whether somebody is active has no key
 * (lib/db/users.ts), and no index: one of the two values is nearly everybody's.
 */
export const containsIn =
  ({ directoryId }: DirectoryScope): Contains =>
  (document) => {
    const { active, ...keyed } = isJsonObject(document) ? document : {};
    const keys = searchKeysOf(directoryId, keyed);
    // The function, not the operator: its selectivity is not worth a look at the statistics of whole documents.
    const contains = sql`jsonb_contains(r."search", ${JSON.stringify(document)}::jsonb)`;
    if (keys.length > 0) return sql`(r."keys" @> ${keys}::int[] AND ${contains})`;
    return typeof active === "boolean" ? sql`(r."active" = ${active} AND ${contains})` : contains;
  };
