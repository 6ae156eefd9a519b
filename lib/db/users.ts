import type { DirectoryScope } from "@/lib/auth/scope";
import type { JsonObject } from "@/lib/scim/json";
import { displayNameOf } from "@/lib/scim/resource/display-name";
import { raw, sql } from "@/lib/scim/filter/sql-fragment";
import type { ResourceText } from "@/lib/scim/resource/represent-text";
import type { GroupReference } from "@/lib/scim/resource/resource-record";
import { countedByBrake, heldOverrides, intoBin, noLongerHeld } from "./deprovisioning";
import { insertEventsSql } from "./events";
import { foundColumns, keyOf, pageOf, totalOf } from "./page-order";
import type { ListQuery } from "./page-order";
import { groupsOfUser, groupsOfUsers } from "./references";
import type {
  FoundResource,
  ListedResource,
  ResourceStore,
  ResourceWrite,
  Wanted,
  WriteResult,
} from "./resource-store";
import { searchKeysOf } from "./search-keys";
import { lookUp, run, search, toStoreError, write as commit } from "./statements";
import { userPageAsText } from "./user-pages";

interface UserRow extends ResourceText {
  groups: GroupReference[] | null;
}

type ListedUser = UserRow & { readonly sortKey: string | null };

const toFound = ({ groups, ...row }: UserRow): FoundResource => ({ ...row, groups: groups ?? undefined });
const toListed = ({ groups, ...row }: ListedUser): ListedResource => ({ ...row, groups: groups ?? undefined });

const readOf = ({ lookUp: by }: ListQuery) =>
  by === "key" ? lookUp<ListedUser> : by === "value" ? search<ListedUser> : run<ListedUser>;

const selectUser = (wanted: Wanted) =>
  sql`SELECT ${foundColumns},
    ${wanted.groups ? groupsOfUser : raw("NULL::jsonb")} AS "groups" FROM "User" r`;

const text = (value: unknown) => (typeof value === "string" ? value : null);

/**
 * What has a column of its own is found there and needs no key; so a person who is deactivated changes in no index at all,
 * and stays in the same page (DECISIONS.md 35).
 * @param search the comparable copy
 */
export const keysOfUser = (directoryId: string, search: JsonObject): readonly number[] =>
  searchKeysOf(directoryId, { ...search, userName: undefined, externalId: undefined, active: undefined });

/** The columns that stand beside `attributes`: what is unique, what the console sorts by, what other tables show. */
export const columnsOfUser = ({ directoryId }: DirectoryScope, { attributes, search }: ResourceWrite) => ({
  userName: text(attributes.userName),
  userNameKey: text(search.userName),
  externalId: text(attributes.externalId),
  active: attributes.active !== false,
  displayName: displayNameOf(attributes) ?? null,
  attributes: JSON.stringify(attributes),
  search: JSON.stringify(search),
  keys: keysOfUser(directoryId, search),
});

/** Users of one directory (RFC 7643 §4.1). */
export const userStore: ResourceStore = {
  async find(scope, id, wanted) {
    const rows = await lookUp<UserRow>(
      sql`${selectUser(wanted)} WHERE r."directoryId" = ${scope.directoryId} AND r."id" = ${id}`,
    );
    return rows[0] && toFound(rows[0]);
  },

  async list(scope, query, wanted) {
    const isKey = query.lookUp === "key";
    const rows = await readOf(query)(
      sql`SELECT ${foundColumns}, ${keyOf(query.order)} AS "sortKey",
        ${wanted.groups && isKey ? groupsOfUser : raw("NULL::jsonb")} AS "groups" ${pageOf(raw(`"User"`), scope, query)}`,
    );
    if (!wanted.groups || isKey || rows.length === 0) return rows.map(toListed);
    const ids = rows.map(({ id }) => id);
    const groups = await groupsOfUsers(scope, ids);
    return rows.map((row) => ({ ...row, groups: groups.get(row.id) ?? [] }));
  },

  listAsText: userPageAsText,

  async count(scope, filter) {
    const read = filter ? run<{ total: string | null }> : lookUp<{ total: string | null }>;
    const rows = await read(totalOf("User", scope, filter));
    return Number(rows[0]?.total ?? 0);
  },

  async insert(scope, write, at, _members, event) {
    const c = columnsOfUser(scope, write);
    await commit(sql`WITH logged AS (${insertEventsSql([event])})
      INSERT INTO "User" ("directoryId", "id", "organizationId", "userName", "userNameKey", "externalId", "active",
        "displayName", "attributes", "search", "keys", "created", "lastModified")
      VALUES (${scope.directoryId}, ${write.id}, ${scope.organizationId}, ${c.userName}, ${c.userNameKey}, ${c.externalId},
        ${c.active}, ${c.displayName}, ${c.attributes}, ${c.search}, ${c.keys}, ${at}, ${at})`).catch(toStoreError);
  },

  async update(scope, write, at, { expectedVersion, event, active }) {
    const c = columnsOfUser(scope, write);
    const beside =
      active === undefined
        ? raw("")
        : active.to
          ? noLongerHeld(scope)
          : countedByBrake(scope, event, "disable", active.terms);
    const rows = await commit<WriteResult>(sql`WITH changed AS (
        UPDATE "User" SET "userName" = ${c.userName}, "userNameKey" = ${c.userNameKey}, "externalId" = ${c.externalId},
          "active" = ${c.active}, "displayName" = ${c.displayName}, "attributes" = ${c.attributes},
          "search" = ${c.search}, "keys" = ${c.keys}, "version" = "version" + 1, "lastModified" = ${at}
        WHERE "directoryId" = ${scope.directoryId} AND "id" = ${write.id} AND "version" = ${expectedVersion}
        RETURNING ${raw(active === undefined ? "" : `"id", `)}"version", "lastModified"
      )${beside}, logged AS (${insertEventsSql([event], {
        condition: sql`EXISTS (SELECT 1 FROM changed)`,
        overrides: active?.to === false ? heldOverrides(active.held) : undefined,
      })})
      SELECT "version", "lastModified" FROM changed`).catch(toStoreError);
    return rows[0];
  },

  async remove(scope, id, { expectedVersion, event, leaving }) {
    const rows = await commit(sql`WITH changed AS (
        DELETE FROM "User" WHERE "directoryId" = ${scope.directoryId} AND "id" = ${id} AND "version" = ${expectedVersion}
        RETURNING ${raw(leaving ? "*" : `"id"`)}
      )${leaving ? intoBin(scope, event, leaving) : raw("")}, logged AS (${insertEventsSql([event], {
        condition: sql`EXISTS (SELECT 1 FROM changed)`,
        overrides: leaving && heldOverrides(leaving.held),
      })})
      SELECT "id" FROM changed`);
    return rows.length > 0;
  },
};
