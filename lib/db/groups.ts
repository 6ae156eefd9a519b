import type { DirectoryScope } from "@/lib/auth/scope";
import type { ProvisioningEvent } from "@/lib/insight/provisioning-event";
import { raw, sql } from "@/lib/scim/filter/sql-fragment";
import type { ResourceText } from "@/lib/scim/resource/represent-text";
import type { MemberReference } from "@/lib/scim/resource/resource-record";
import { insertEventsSql } from "./events";
import { foundColumns, keyOf, pageOf, totalOf } from "./page-order";
import { isUuid } from "./is-uuid";
import { membersOfRow } from "./references";
import type {
  FoundResource,
  MembershipChange,
  MemberTarget,
  ResourceStore,
  ResourceWrite,
  Wanted,
  WriteResult,
} from "./resource-store";
import { searchKeysOf } from "./search-keys";
import { lookUp, run, search, toStoreError, write as commit } from "./statements";

interface GroupRow extends ResourceText {
  members: MemberReference[] | null;
}

const toFound = ({ members, ...row }: GroupRow): FoundResource => ({ ...row, members: members ?? undefined });

const selectGroup = (wanted: Wanted) =>
  sql`SELECT ${foundColumns}, ${wanted.members ? membersOfRow : raw("NULL::jsonb")} AS "members" FROM "Group" r`;

type ListedGroup = GroupRow & { readonly sortKey: string | null };

const text = (value: unknown) => (typeof value === "string" ? value : null);

const columnsOf = ({ directoryId }: DirectoryScope, { attributes, search }: ResourceWrite) => ({
  displayName: text(attributes.displayName),
  displayNameKey: text(search.displayName),
  externalId: text(attributes.externalId),
  attributes: JSON.stringify(attributes),
  search: JSON.stringify(search),
  keys: searchKeysOf(directoryId, { ...search, displayName: undefined, externalId: undefined }),
});

const idsOf = (members: readonly MemberTarget[]) => members.map((member) => member.id);
const typesOf = (members: readonly MemberTarget[]) => members.map((member) => member.type);

/** Members that one statement may name and still count as short (lib/db/pipelines.ts). */
const shortChangeMax = 100;

/** Ids of one membership change that the log keeps; of larger ones it keeps the count. */
const loggedIdsMax = 100;

/** Groups of one directory (RFC 7643 §4.2). Memberships are rows of "Member", changed set-based by `updateGroup`. */
export const groupStore: ResourceStore = {
  async find(scope, id, wanted) {
    const read = wanted.members ? run<GroupRow> : lookUp<GroupRow>;
    const rows = await read(
      sql`${selectGroup(wanted)} WHERE r."directoryId" = ${scope.directoryId} AND r."id" = ${id}`,
    );
    return rows[0] && toFound(rows[0]);
  },

  async list(scope, query, wanted) {
    const read = query.isLookUp && !wanted.members ? search<ListedGroup> : run<ListedGroup>;
    const rows = await read(
      sql`SELECT ${foundColumns}, ${wanted.members ? membersOfRow : raw("NULL::jsonb")} AS "members",
        ${keyOf(query.order)} AS "sortKey" ${pageOf(raw(`"Group"`), scope, query)}`,
    );
    return rows.map(({ sortKey, ...row }) => ({ ...toFound(row), sortKey }));
  },

  async count(scope, filter) {
    const read = filter ? run<{ total: string | null }> : lookUp<{ total: string | null }>;
    const rows = await read(totalOf("Group", scope, filter));
    return Number(rows[0]?.total ?? 0);
  },

  async insert(scope, write, at, members, event) {
    const c = columnsOf(scope, write);
    const store = members.length <= shortChangeMax ? commit : run;
    await store(sql`WITH logged AS (${insertEventsSql([event])}), created AS (
        INSERT INTO "Group" ("directoryId", "id", "organizationId", "displayName", "displayNameKey", "externalId",
          "attributes", "search", "keys", "created", "lastModified")
        VALUES (${scope.directoryId}, ${write.id}, ${scope.organizationId}, ${c.displayName}, ${c.displayNameKey},
          ${c.externalId}, ${c.attributes}, ${c.search}, ${c.keys}, ${at}, ${at})
        RETURNING "id"
      )
      INSERT INTO "Member" ("directoryId", "groupId", "memberId", "memberType", "organizationId", "addedAt")
      SELECT ${scope.directoryId}::uuid, created."id", m."id", m."type", ${scope.organizationId}::uuid, ${at}::timestamptz
      FROM created, unnest(${idsOf(members)}::uuid[], ${typesOf(members)}::"MemberType"[]) AS m("id", "type")`).catch(
      toStoreError,
    );
  },

  async update(scope, write, at, { expectedVersion, event }) {
    const result = await updateGroup(scope, write.id, at, {
      write,
      membership: { add: [], remove: [], replaceAll: false },
      expectedVersion,
      event,
    });
    return result?.written;
  },

  async remove(scope, id, { expectedVersion, event }) {
    const rows = await run(sql`WITH changed AS (
        DELETE FROM "Group" WHERE "directoryId" = ${scope.directoryId} AND "id" = ${id} AND "version" = ${expectedVersion}
        RETURNING "id"
      ), logged AS (${insertEventsSql([event], { condition: sql`EXISTS (SELECT 1 FROM changed)` })})
      SELECT "id" FROM changed`);
    return rows.length > 0;
  },
};

interface GroupUpdate {
  /** New attributes; absent when only memberships change. */
  readonly write?: ResourceWrite;
  readonly membership: MembershipChange;
  /** Required with `write`; a change of memberships alone is a set operation and needs none. */
  readonly expectedVersion?: number;
  /** The log row as it is if something changes; the statement marks it skipped, and adds who came and went. */
  readonly event: ProvisioningEvent;
}

interface UpdatedRow {
  found: boolean;
  version: number | null;
  lastModified: Date | null;
}

/**
 * Changes a group and its memberships in one statement. It locks the group's row, so writers of one group take turns; it
 * touches the rows of the members it names and no others; version and lastModified move only when something changed.
 * Undefined: the group is not there in the expected version. `written` undefined: nothing changed.
 * @throws UniqueViolation, MemberVanished
 */
export async function updateGroup(
  scope: DirectoryScope,
  id: string,
  at: Date,
  { write, membership, expectedVersion, event }: GroupUpdate,
): Promise<{ readonly written: WriteResult | undefined } | undefined> {
  const { add, remove, replaceAll } = membership;
  const c = write && columnsOf(scope, write);
  const attributes = c
    ? sql`"displayName" = ${c.displayName}, "displayNameKey" = ${c.displayNameKey}, "externalId" = ${c.externalId},
        "attributes" = ${c.attributes}, "search" = ${c.search}, "keys" = ${c.keys},`
    : raw("");
  const moved = raw(`(EXISTS (SELECT 1 FROM added) OR EXISTS (SELECT 1 FROM removed))`);
  const isShort = !replaceAll && add.length + remove.length <= shortChangeMax;
  const store = isShort ? commit<UpdatedRow> : run<UpdatedRow>;
  const rows = await store(sql`WITH target AS (
      SELECT "id" FROM "Group" WHERE "directoryId" = ${scope.directoryId} AND "id" = ${id}
        AND ${expectedVersion === undefined ? raw("TRUE") : sql`"version" = ${expectedVersion}`} FOR UPDATE
    ), removed AS (
      DELETE FROM "Member" m USING target WHERE m."directoryId" = ${scope.directoryId} AND m."groupId" = target."id"
        AND ${replaceAll ? sql`m."memberId" <> ALL(${idsOf(add)}::uuid[])` : sql`m."memberId" = ANY(${remove}::uuid[])`}
      RETURNING m."memberId"
    ), added AS (
      INSERT INTO "Member" ("directoryId", "groupId", "memberId", "memberType", "organizationId", "addedAt")
      SELECT ${scope.directoryId}::uuid, target."id", m."id", m."type", ${scope.organizationId}::uuid, ${at}::timestamptz
      FROM target, unnest(${idsOf(add)}::uuid[], ${typesOf(add)}::"MemberType"[]) AS m("id", "type")
      ON CONFLICT DO NOTHING RETURNING "memberId"
    ), changed AS (
      UPDATE "Group" g SET ${attributes} "version" = g."version" + 1, "lastModified" = ${at}
      FROM target WHERE g."directoryId" = ${scope.directoryId} AND g."id" = target."id" AND ${write ? raw("TRUE") : moved}
      RETURNING g."version", g."lastModified"
    ), logged AS (${insertEventsSql([event], {
      condition: raw("EXISTS (SELECT 1 FROM target)"),
      overrides: {
        status: raw(`CASE WHEN EXISTS (SELECT 1 FROM changed) THEN event."status" ELSE 'skipped' END`),
        modified: sql`CASE WHEN ${moved} THEN coalesce(event."modified", '[]') || jsonb_build_array(jsonb_build_object(
            'path', 'members',
            'added', (SELECT count(*) FROM added), 'removed', (SELECT count(*) FROM removed),
            'addedIds', (SELECT coalesce(jsonb_agg(a."memberId"), '[]') FROM (SELECT "memberId" FROM added LIMIT ${loggedIdsMax}) a),
            'removedIds', (SELECT coalesce(jsonb_agg(d."memberId"), '[]') FROM (SELECT "memberId" FROM removed LIMIT ${loggedIdsMax}) d)
          )) ELSE event."modified" END`,
      },
    })})
    SELECT EXISTS (SELECT 1 FROM target) AS found, changed."version", changed."lastModified"
    FROM (SELECT 1) one LEFT JOIN changed ON TRUE`).catch(toStoreError);
  const [row] = rows;
  if (!row?.found) return undefined;
  const { version, lastModified } = row;
  return { written: version !== null && lastModified !== null ? { version, lastModified } : undefined };
}

/** Which of the ids are resources of this directory, and of which type. Ids that are not UUIDs are nobody's. */
export async function resolveMembers(scope: DirectoryScope, ids: readonly string[]): Promise<MemberTarget[]> {
  const wellFormed = ids.filter(isUuid);
  if (wellFormed.length === 0) return [];
  const read = wellFormed.length <= shortChangeMax ? lookUp<MemberTarget> : run<MemberTarget>;
  return read(sql`
    SELECT "id", 'User' AS "type" FROM "User" WHERE "directoryId" = ${scope.directoryId} AND "id" = ANY(${wellFormed}::uuid[])
    UNION ALL
    SELECT "id", 'Group' FROM "Group" WHERE "directoryId" = ${scope.directoryId} AND "id" = ANY(${wellFormed}::uuid[])`);
}
