import type { DirectoryScope } from "@/lib/auth/scope";
import type { ProvisioningEvent, Step } from "@/lib/insight/provisioning-event";
import { inTurns } from "@/lib/in-turns";
import { raw, sql } from "@/lib/scim/filter/sql-fragment";
import type { JsonObject } from "@/lib/scim/json";
import type { SqlFragment } from "@/lib/scim/filter/sql-fragment";
import type { ResourceText } from "@/lib/scim/resource/represent-text";
import type { MemberReference } from "@/lib/scim/resource/resource-record";
import type { Steps } from "@/lib/scim/steps";
import { insertEventsSql } from "./events";
import { foundColumns, keyOf, pageOf, totalOf } from "./page-order";
import { isUuid } from "./is-uuid";
import { membersOfRow } from "./references";
import type {
  FoundResource,
  ListedResource,
  MembershipChange,
  MemberTarget,
  ResourceStore,
  ResourceWrite,
  Wanted,
  WriteResult,
} from "./resource-store";
import { searchKeysOf } from "./search-keys";
import { lookUp, run, runOnce, search, toStoreError, write as commit, writeMany } from "./statements";
import { requestMsMax, uuidFloor } from "./uuid-time";

/** Members that are loaded at once: so many take a few milliseconds to be shown, in which nobody else is served. */
export const membersAtOnceMax = 2_000;

interface WithMembers {
  members: MemberReference[] | null;
}

/** What is shown of members of which one more than `max` was asked for: whether there is one tells whether there are more. */
const shownOf = ({ members }: WithMembers, max: number) =>
  members ? { members: members.slice(0, max), hasMoreMembers: members.length > max } : { members: undefined };

const selectGroup = (wanted: Wanted) =>
  sql`SELECT ${foundColumns}, ${wanted.members ? membersOfRow(membersAtOnceMax + 1) : raw("NULL::json")} AS "members"
    FROM "Group" r`;

const text = (value: unknown) => (typeof value === "string" ? value : null);

/** As keysOfUser. */
export const keysOfGroup = (directoryId: string, search: JsonObject): readonly number[] =>
  searchKeysOf(directoryId, { ...search, displayName: undefined, externalId: undefined });

const columnsOf = ({ directoryId }: DirectoryScope, { attributes, search }: ResourceWrite) => ({
  displayName: text(attributes.displayName),
  displayNameKey: text(search.displayName),
  externalId: text(attributes.externalId),
  attributes: JSON.stringify(attributes),
  search: JSON.stringify(search),
  keys: keysOfGroup(directoryId, search),
});

/** Words that are put together at once. */
const wordsAtOnceMax = 2_000;

/** An array of uuids or of one word each, as PostgreSQL writes it: pg would look at each of them for what to escape. */
function* arrayOf<Item>(items: readonly Item[], wordOf: (item: Item) => string): Steps<string> {
  const parts: string[] = [];
  for (let start = 0; start < items.length; start += wordsAtOnceMax) {
    const some = items.slice(start, start + wordsAtOnceMax);
    parts.push(some.map(wordOf).join(","));
    yield;
  }
  return `{${parts.join(",")}}`;
}

const uuidsOf = (ids: readonly string[]) => arrayOf(ids, (id) => id);

/** Members as a row source with the columns `id` and `type`. */
async function rowsOf(members: readonly MemberTarget[]): Promise<SqlFragment> {
  const ids = await inTurns(arrayOf(members, ({ id }) => id));
  const types = await inTurns(arrayOf(members, ({ type }) => type));
  return sql`unnest(${ids}::uuid[], ${types}::"MemberType"[]) AS m("id", "type")`;
}

/** Members that one statement may name and still count as short (lib/db/pipelines.ts). */
const shortChangeMax = 100;

/** Ids of one membership change that the log keeps (of those who came, and of those who went); of more it keeps the count. */
const loggedIdsMax = 1_000;

/** What the log row of a new group says of the members it begins with, as that of a change does. */
const withMembers = (members: readonly MemberTarget[]) => {
  const addedIds = members.slice(0, loggedIdsMax).map(({ id }) => id);
  const change = { path: "members", added: members.length, removed: 0, addedIds, removedIds: [] };
  return sql`coalesce(event."modified", '[]') || ${JSON.stringify([change])}::jsonb`;
};

/** Groups of one directory (RFC 7643 §4.2). Memberships are rows of "Member", changed set-based by `updateGroup`. */
export const groupStore: ResourceStore = {
  async find(scope, id, wanted) {
    const read = wanted.members ? run<ResourceText & WithMembers> : lookUp<ResourceText & WithMembers>;
    const [row] = await read(
      sql`${selectGroup(wanted)} WHERE r."directoryId" = ${scope.directoryId} AND r."id" = ${id}`,
    );
    return row && { ...row, ...shownOf(row, membersAtOnceMax) };
  },

  async list(scope, query, wanted) {
    const read = query.lookUp ? search<ListedResource> : run<ListedResource>;
    const rows = await read(
      sql`SELECT ${foundColumns}, ${keyOf(query.order)} AS "sortKey" ${pageOf(raw(`"Group"`), scope, query)}`,
    );
    if (!wanted.members || rows.length === 0) return rows;
    const ids = rows.map(({ id }) => id);
    const members = await firstMembers(scope, ids);
    return rows.map((row) => ({ ...row, ...members.get(row.id) }));
  },

  async count(scope, filter) {
    const read = filter ? run<{ total: string | null }> : lookUp<{ total: string | null }>;
    const rows = await read(totalOf("Group", scope, filter));
    return Number(rows[0]?.total ?? 0);
  },

  async insert(scope, write, at, members, event) {
    const c = columnsOf(scope, write);
    const store = members.length <= shortChangeMax ? commit : writeMany;
    const rows = await rowsOf(members);
    const logged = insertEventsSql([event], {
      overrides: members.length > 0 ? { modified: withMembers(members) } : {},
    });
    await store(sql`WITH logged AS (${logged}), created AS (
        INSERT INTO "Group" ("directoryId", "id", "organizationId", "displayName", "displayNameKey", "externalId",
          "attributes", "search", "keys", "created", "lastModified")
        VALUES (${scope.directoryId}, ${write.id}, ${scope.organizationId}, ${c.displayName}, ${c.displayNameKey},
          ${c.externalId}, ${c.attributes}, ${c.search}, ${c.keys}, ${at}, ${at})
        RETURNING "id"
      )
      INSERT INTO "Member" ("directoryId", "groupId", "memberId", "memberType", "organizationId", "addedAt")
      SELECT ${scope.directoryId}::uuid, created."id", m."id", m."type", ${scope.organizationId}::uuid, ${at}::timestamptz
      FROM created, ${rows}`).catch(toStoreError);
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
    // Whoever was in the group is still to be seen: rows that go by a foreign key go when the statement has ended.
    const logged = insertEventsSql([event], {
      condition: sql`EXISTS (SELECT 1 FROM changed)`,
      overrides: {
        modified: sql`coalesce(event."modified", '[]') || (
          SELECT CASE WHEN count(*) = 0 THEN '[]' ELSE jsonb_build_array(jsonb_build_object(
            'path', 'members', 'added', 0, 'removed', count(*), 'addedIds', '[]'::jsonb,
            'removedIds', to_jsonb((array_agg(m."memberId"))[1:${loggedIdsMax}]))) END
          FROM "Member" m WHERE m."directoryId" = ${scope.directoryId} AND m."groupId" = ${id})`,
      },
    });
    const rows = await run(sql`WITH changed AS (
        DELETE FROM "Group" WHERE "directoryId" = ${scope.directoryId} AND "id" = ${id} AND "version" = ${expectedVersion}
        RETURNING "id"
      ), parents AS (
        UPDATE "Group" g SET "version" = g."version" + 1, "lastModified" = ${event.at} FROM changed, "Member" m
        WHERE m."directoryId" = ${scope.directoryId} AND m."memberGroupId" = changed."id" AND m."groupId" <> changed."id"
          AND g."directoryId" = m."directoryId" AND g."id" = m."groupId"
      ), logged AS (${logged})
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
  /** The row's last step where nothing changes, and where no member comes or goes: only the statement knows. */
  readonly lastSteps?: { readonly skipped: Step; readonly unmoved: Step };
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
  { write, membership, expectedVersion, event, lastSteps }: GroupUpdate,
): Promise<{ readonly written: WriteResult | undefined } | undefined> {
  const { add, remove, replaceAll } = membership;
  const c = write && columnsOf(scope, write);
  const attributes = c
    ? sql`"displayName" = ${c.displayName}, "displayNameKey" = ${c.displayNameKey}, "externalId" = ${c.externalId},
        "attributes" = ${c.attributes}, "search" = ${c.search}, "keys" = ${c.keys},`
    : raw("");
  const moved = raw(`(EXISTS (SELECT 1 FROM added) OR EXISTS (SELECT 1 FROM removed))`);
  const isShort = !replaceAll && add.length + remove.length <= shortChangeMax;
  const store = isShort ? commit<UpdatedRow> : writeMany<UpdatedRow>;
  const added = await rowsOf(add);
  const removed = await inTurns(uuidsOf(remove));
  const rows = await store(sql`WITH target AS (
      SELECT "id" FROM "Group" WHERE "directoryId" = ${scope.directoryId} AND "id" = ${id}
        AND ${expectedVersion === undefined ? raw("TRUE") : sql`"version" = ${expectedVersion}`} FOR UPDATE
    ), ${replaceAll ? sql`given AS MATERIALIZED (SELECT * FROM ${added}), ` : raw("")}removed AS (
      DELETE FROM "Member" m USING target WHERE m."directoryId" = ${scope.directoryId} AND m."groupId" = target."id"
        AND ${
          replaceAll
            ? // Looked up in a hash, whatever the plan; <> ALL of an array is compared with every member one by one.
              raw(`m."memberId" NOT IN (SELECT "id" FROM given)`)
            : sql`m."memberId" = ANY(${removed}::uuid[])`
        }
      RETURNING m."memberId"
    ), added AS (
      INSERT INTO "Member" ("directoryId", "groupId", "memberId", "memberType", "organizationId", "addedAt")
      SELECT ${scope.directoryId}::uuid, target."id", m."id", m."type", ${scope.organizationId}::uuid, ${at}::timestamptz
      FROM target, ${replaceAll ? raw("given m") : added}
      ON CONFLICT DO NOTHING RETURNING "memberId"
    ), changed AS (
      UPDATE "Group" g SET ${attributes} "version" = g."version" + 1, "lastModified" = ${at}
      FROM target WHERE g."directoryId" = ${scope.directoryId} AND g."id" = target."id" AND ${write ? raw("TRUE") : moved}
      RETURNING g."version", g."lastModified"
    ), logged AS (${insertEventsSql([event], {
      condition: raw("EXISTS (SELECT 1 FROM target)"),
      overrides: {
        status: raw(`CASE WHEN EXISTS (SELECT 1 FROM changed) THEN event."status" ELSE 'skipped' END`),
        ...(lastSteps && {
          steps: sql`CASE WHEN ${moved} THEN event."steps" ELSE jsonb_set(event."steps", '{-1}',
            CASE WHEN EXISTS (SELECT 1 FROM changed) THEN ${JSON.stringify(lastSteps.unmoved)}::jsonb
              ELSE ${JSON.stringify(lastSteps.skipped)}::jsonb END) END`,
        }),
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

/**
 * Whether somebody who was a member of a group was deleted since it last changed. Its version does not tell: whoever deletes
 * a person would have to write to each of their groups and wait for its other writers. Once they have left the bin, and
 * where a group was deleted, it does. Of whom was deleted in the last minutes before the change it is told as well.
 */
export async function hasLostMember(
  { directoryId }: DirectoryScope,
  { id, lastModified }: Pick<FoundResource, "id" | "lastModified">,
): Promise<boolean> {
  const since = uuidFloor(new Date(new Date(lastModified).getTime() - requestMsMax));
  const [row] = await run<{ lost: boolean }>(sql`SELECT EXISTS (
      SELECT 1 FROM "DeletedUser" b WHERE b."directoryId" = ${directoryId} AND b."eventId" >= ${since}
        AND b."groupIds" @> ARRAY[${id}::uuid]) AS "lost"`);
  return row?.lost === true;
}

/** The first members of some groups: of each the fewer, the more groups there are. One round trip. */
async function firstMembers({ directoryId }: DirectoryScope, ids: readonly string[]) {
  const max = Math.max(1, Math.floor(membersAtOnceMax / ids.length));
  const rows = await run<{ id: string } & WithMembers>(sql`SELECT r."id", ${membersOfRow(max + 1)} AS "members"
    FROM "Group" r WHERE r."directoryId" = ${directoryId} AND r."id" = ANY(${ids}::uuid[])`);
  return new Map(rows.map((row) => [row.id, shownOf(row, max)]));
}

/**
 * The members of a group, those behind `after` only, in the order of their ids and page by page. A page tells of the moment
 * in which it is asked for, so whoever is a member all the while comes once.
 */
export async function* memberPages(
  { directoryId }: DirectoryScope,
  groupId: string,
  after?: string,
): AsyncGenerator<readonly MemberReference[]> {
  let last = after;
  do {
    const [row] = await run<WithMembers>(sql`SELECT ${membersOfRow(membersAtOnceMax, last)} AS "members"
      FROM "Group" r WHERE r."directoryId" = ${directoryId} AND r."id" = ${groupId}`);
    const members = row?.members ?? [];
    if (members.length > 0) yield members;
    last = members.length < membersAtOnceMax ? undefined : members.at(-1)?.value;
  } while (last !== undefined);
}

/**
 * Which of the ids, in lower case, are resources of this directory, and of which type. Ids that are not UUIDs are nobody's.
 * Told are the few that are no users: reading the names of all would take longer than finding them.
 */
export async function resolveMembers(scope: DirectoryScope, ids: readonly string[]): Promise<MemberTarget[]> {
  const wellFormed = ids.filter(isUuid);
  if (wellFormed.length === 0) return [];
  const read = wellFormed.length <= shortChangeMax ? lookUp<NoUser> : runOnce<NoUser>;
  const noUsers = await read(sql`SELECT m."id", EXISTS (
      SELECT 1 FROM "Group" g WHERE g."directoryId" = ${scope.directoryId} AND g."id" = m."id"
    ) AS "isGroup"
    FROM unnest(${await inTurns(uuidsOf(wellFormed))}::uuid[]) AS m("id") WHERE NOT EXISTS (
      SELECT 1 FROM "User" u WHERE u."directoryId" = ${scope.directoryId} AND u."id" = m."id")`);
  const isGroup = new Map(noUsers.map((each) => [each.id, each.isGroup]));
  const targets: MemberTarget[] = [];
  for (const id of wellFormed) {
    const found = isGroup.get(id);
    if (found !== false) targets.push({ id, type: found ? "Group" : "User" });
  }
  return targets;
}

interface NoUser {
  id: string;
  isGroup: boolean;
}
