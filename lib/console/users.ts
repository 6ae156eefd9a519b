import { profileOf } from "@/lib/applications/applications";
import { requirePermission } from "@/lib/auth/permissions";
import type { DirectoryScope } from "@/lib/auth/scope";
import { db } from "@/lib/db/client";
import {
  countUsers,
  findUserRecord,
  groupsOfMember,
  pageOfUsers,
  userNames,
  type UserListRecord,
} from "@/lib/db/console-users";
import { findHeldUser } from "@/lib/db/held-users";
import { findDirectoryBy } from "@/lib/db/directories";
import { shownRows, type ShownAttributeRow } from "./attribute-rows";
import { asJsonObject } from "./as-json-object";
import { decodeCursor, isUuid, pageOf, searchText, type Page } from "./page";

export interface UserRow {
  readonly id: string;
  readonly userName: string;
  readonly displayName: string | null;
  readonly email: string | null;
  readonly active: boolean;
  /** The deprovision brake holds that they were disabled: for the application they are active. */
  readonly isHeld: boolean;
  readonly created: Date;
  readonly lastModified: Date;
}

export interface UserListInput {
  readonly search?: string;
  readonly active?: boolean;
  readonly sort?: "userName" | "created";
  readonly order?: "asc" | "desc";
  /** Cursors of a former page. */
  readonly after?: string;
  readonly before?: string;
  readonly limit?: number;
}

/** A page of people, by userName unless asked otherwise. */
export async function listUsers(scope: DirectoryScope, input: UserListInput): Promise<Page<UserRow>> {
  requirePermission(scope.actor, "directory:read");
  const sort = input.sort ?? "userName";
  const kind = sort === "userName" ? "text" : "uuid";
  const page = await pageOfUsers(scope, {
    search: searchText(input.search),
    active: input.active,
    sort,
    order: input.order ?? "asc",
    after: decodeCursor(input.after, kind),
    before: decodeCursor(input.before, kind),
    limit: input.limit ?? 50,
  });
  return pageOf(page, (row) => (sort === "userName" ? row.userNameKey : row.id), toRow);
}

export async function countUsersOf(scope: DirectoryScope): Promise<{ active: number; disabled: number; held: number }> {
  requirePermission(scope.actor, "directory:read");
  return countUsers(scope);
}

export interface UserDto {
  readonly id: string;
  readonly userName: string;
  readonly displayName: string | null;
  readonly externalId: string | null;
  readonly active: boolean;
  /** As in UserRow. */
  readonly isHeld: boolean;
  readonly version: number;
  readonly created: Date;
  readonly lastModified: Date;
  /** In the order of the directory's schemas. */
  readonly attributes: readonly ShownAttributeRow[];
  /** People that attributes refer to (the manager), by id: those that are in this directory. */
  readonly references: ReadonlyMap<string, string>;
  readonly groups: readonly { readonly id: string; readonly displayName: string; readonly addedAt: Date }[];
}

/** How many groups a person's page lists. */
const groupsMax = 200;

/** One person with attributes and groups; undefined for anybody else's. */
export async function findUser(scope: DirectoryScope, id: string): Promise<UserDto | undefined> {
  requirePermission(scope.actor, "directory:read");
  if (!isUuid(id)) return undefined;
  const [record, directory] = await Promise.all([
    findUserRecord(scope, id),
    findDirectoryBy(db, scope, { id: scope.directoryId }),
  ]);
  if (record === null || directory === undefined) return undefined;
  const { attributes: stored, ...user } = record;
  const attributes = shownRows(asJsonObject(stored), profileOf(directory.application, directory.settings).user);
  const referred = attributes.flatMap(({ path, value }) =>
    path.endsWith("manager.value") && typeof value === "string" && isUuid(value) ? [value] : [],
  );
  const [people, groups, held] = await Promise.all([
    referred.length === 0 ? [] : userNames(scope, referred),
    groupsOfMember(scope, id, groupsMax),
    findHeldUser(scope, id),
  ]);
  return {
    ...user,
    isHeld: held !== null,
    attributes,
    references: new Map(people.map((person) => [person.id, person.displayName ?? person.userName])),
    groups,
  };
}

function toRow({ emails, userNameKey: _key, externalId: _externalId, ...row }: UserListRecord): UserRow {
  return { ...row, email: firstEmail(emails) };
}

/** The primary address, else the first. */
function firstEmail(emails: UserListRecord["emails"]): string | null {
  if (!Array.isArray(emails)) return null;
  const values = emails.map((email) => asJsonObject(email));
  const chosen = values.find((email) => email["primary"] === true) ?? values[0];
  const value = chosen?.["value"];
  return typeof value === "string" ? value : null;
}
