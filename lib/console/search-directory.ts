import type { OrganizationScope } from "@/lib/auth/scope";
import { notFound } from "@/lib/inputs/refusal";
import type { SearchDirectoryInput } from "@/lib/inputs/search";
import { findDirectory } from "./directories";
import { listGroups } from "./groups";
import { listUsers } from "./users";
import { listFormerNames, listRefusedNames, whoIs } from "./who-is";

const peopleMax = 6;
const groupsMax = 4;

/**
 * The first few people and groups of a directory that match; where these are few, also whoever was called so once, and
 * whoever is called so and is refused; and what it is, if it is an id.
 * @throws ForbiddenError, Refusal when the organization has no such directory
 */
export async function searchDirectory(scope: OrganizationScope, { directorySlug, query }: SearchDirectoryInput) {
  const directory = await findDirectory(scope, directorySlug);
  if (directory === undefined) throw notFound();
  const inDirectory = { ...scope, directoryId: directory.id };
  const [people, groups, meanings] = await Promise.all([
    listUsers(inDirectory, { search: query, limit: peopleMax }),
    listGroups(inDirectory, { search: query, limit: groupsMax }),
    whoIs(inDirectory, query),
  ]);
  const found = [...people.rows, ...groups.rows].map(({ id }) => id);
  const isFew = people.next === undefined && meanings.length === 0;
  const [former, refused] = isFew
    ? await Promise.all([listFormerNames(inDirectory, query, found), listRefusedNames(inDirectory, query)])
    : [[], []];
  return {
    people: people.rows.map(({ id, displayName, userName }) => ({
      id,
      name: displayName ?? userName,
      detail: userName,
    })),
    groups: groups.rows.map(({ id, displayName }) => ({ id, name: displayName })),
    former,
    refused,
    meanings,
  };
}
