import { profileOf } from "@/lib/applications/applications";
import type { MappedAttribute } from "@/lib/applications/profile";
import { requirePermission } from "@/lib/auth/permissions";
import type { DirectoryScope } from "@/lib/auth/scope";
import { ignoredPaths, lookupQueries, newestUsers, type IgnoredRecord } from "@/lib/db/attribute-sample";
import { db } from "@/lib/db/client";
import { userNames } from "@/lib/db/console-users";
import { findDirectoryBy } from "@/lib/db/directories";
import { notFound } from "@/lib/inputs/refusal";
import type { Attribute, ResourceDefinition } from "@/lib/scim/schema/attribute";
import { attributeAt } from "./attribute-rows";
import { sampleAttributes, type AttributeExample } from "./attribute-sample";
import { matchedPath } from "./matched-path";
import { isUuid } from "./page";

/** How much is looked at: enough to be true of a directory, and the same for one of a million people. */
const peopleMax = 1_000;
const requestsMax = 5_000;
const lookupsMax = 200;
const othersMax = 50;

export interface MappingRow extends MappedAttribute {
  readonly mutability: Attribute["mutability"];
  /** Of an extension of the directory's own. */
  readonly description?: string;
  readonly canonicalValues?: readonly string[];
  /** The identity provider has lately looked people up by it. */
  readonly isMatched: boolean;
  /** How many of the sampled people have it. */
  readonly people: number;
  /** Of the newest of them. */
  readonly example?: AttributeExample;
}

export interface KeptAttribute {
  readonly path: string;
  readonly people: number;
  readonly example: AttributeExample;
}

export interface AttributeMapping {
  readonly rows: readonly MappingRow[];
  /** What people have beside the table: kept for whoever matches by it, though the application does not use it. */
  readonly kept: readonly KeptAttribute[];
  /** What was sent and is not in the directory's schema. */
  readonly ignored: readonly IgnoredRecord[];
  /** At most how many of the last requests were looked at for that. */
  readonly looked: number;
  /** People that were looked at: the newest. */
  readonly people: number;
  /** Whether they are all there are. */
  readonly isEverybody: boolean;
  /** Names of people that examples refer to, by id. */
  readonly references: ReadonlyMap<string, string>;
}

/**
 * A directory's attribute table, with what its newest people and its last requests say of it.
 * @throws ForbiddenError, Refusal when the organization has no such directory
 */
export async function readAttributeMapping(scope: DirectoryScope): Promise<AttributeMapping> {
  requirePermission(scope.actor, "directory:read");
  const directory = await findDirectoryBy(db, scope, { id: scope.directoryId });
  if (directory === undefined) throw notFound();
  const { user: definition, attributes } = profileOf(directory.application, directory.settings);
  const [people, ignored, lookups] = await Promise.all([
    newestUsers(scope, peopleMax + 1),
    ignoredPaths(scope, requestsMax, othersMax),
    lookupQueries(scope, requestsMax, lookupsMax),
  ]);
  const sampled = people.slice(0, peopleMax);
  const { mapped, others } = sampleAttributes(
    attributes.map(({ path }) => path),
    sampled,
  );
  const matched = new Set(lookups.map((query) => matchedPath(definition, query)?.toLowerCase()));
  const rows = attributes.map((row): MappingRow => {
    const { mutability, returned, description, canonicalValues } = characteristics(definition, row.path);
    const found = mapped.get(row.path);
    return {
      ...row,
      mutability,
      // The standard's own descriptions are for implementers; the table has notes instead.
      ...(isOwn(row.path) && description !== "" && { description }),
      ...(isOwn(row.path) && canonicalValues && { canonicalValues }),
      isMatched: matched.has(row.path.toLowerCase()),
      people: found?.people ?? 0,
      ...(found && returned !== "never" && { example: found.example }),
    };
  });
  const referred = rows.flatMap(({ type, example }) =>
    type === "Reference" && typeof example?.value === "string" && isUuid(example.value) ? [example.value] : [],
  );
  const names = referred.length === 0 ? [] : await userNames(scope, referred);
  return {
    rows,
    kept: others.slice(0, othersMax),
    ignored,
    looked: requestsMax,
    people: sampled.length,
    isEverybody: people.length <= peopleMax,
    references: new Map(names.map((person) => [person.id, person.displayName ?? person.userName])),
  };
}

/** Only the URNs of standards and of the applications begin like this: see Extension in lib/applications/settings.ts. */
const isOwn = (path: string) => path.startsWith("urn:") && !/^urn:ietf:/i.test(path);

function characteristics(definition: ResourceDefinition, path: string): Attribute {
  const found = attributeAt(definition, path);
  if (found === undefined) throw new Error(`the attribute table has ${path}, and the schema does not`);
  return found;
}
