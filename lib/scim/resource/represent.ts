import type { Json, JsonObject } from "../json";
import type { ResourceDefinition } from "../schema/attribute";
import { indexOf } from "../schema/definition-index";
import { etagOf } from "./etag";
import { project, type Projection } from "./projection";
import type { GroupReference, MemberReference, ResourceRecord } from "./resource-record";

export interface RepresentOptions {
  /** Up to and including the SCIM base path, without a trailing slash: `https://muster.example/scim/v2`. */
  readonly baseUrl: string;
  readonly groups?: readonly GroupReference[];
  readonly members?: readonly MemberReference[];
  readonly projection?: Projection;
}

/** Where a resource is: `meta.location`, and the Location header of a 201 (RFC 7644 §3.3). */
export const locationOf = ({ endpoint }: ResourceDefinition, baseUrl: string, id: string): string =>
  `${baseUrl}${endpoint}/${id}`;

/**
 * The representation of a resource (RFC 7643 §3): `schemas` names the core schema and each extension that has data, empty
 * attributes are left out, `$ref`s are built from the base URL.
 */
export function represent(
  definition: ResourceDefinition,
  record: ResourceRecord,
  { baseUrl, groups = [], members = [], projection }: RepresentOptions,
): JsonObject {
  const { extensions, hidesByDefault } = indexOf(definition);
  const { attributes } = record;
  const present = [...extensions.values()].filter(({ schema }) => attributes[schema.id] !== undefined);
  const resource: JsonObject = {
    schemas: [definition.schema.id, ...present.map(({ schema }) => schema.id)],
    id: record.id,
    meta: {
      resourceType: definition.name,
      created: record.created.toISOString(),
      lastModified: record.lastModified.toISOString(),
      location: locationOf(definition, baseUrl, record.id),
      version: etagOf(record.version),
    },
    ...(groups.length > 0 && { groups: groups.map((group) => toGroup(group, baseUrl)) }),
    ...(members.length > 0 && { members: members.map((member) => toMember(member, baseUrl)) }),
    ...attributes,
  };
  const isPlain = (projection === undefined || projection.kind === "default") && !hidesByDefault;
  return isPlain ? resource : project(definition, resource, projection ?? { kind: "default", tree: new Map() });
}

/** An entry of a user's `groups`, as shown. */
export const toGroup = ({ value, display, type }: GroupReference, baseUrl: string): Json => ({
  value,
  $ref: `${baseUrl}/Groups/${value}`,
  ...(display !== undefined && { display }),
  type,
});

/** Where a member is. */
export const referenceTo = ({ type, value }: Pick<MemberReference, "type" | "value">, baseUrl: string): string =>
  `${baseUrl}/${type}s/${value}`;

/** An entry of a group's `members`, as shown. */
export const toMember = ({ value, display, type }: MemberReference, baseUrl: string): Json => ({
  value,
  $ref: referenceTo({ type, value }, baseUrl),
  type,
  ...(display !== undefined && { display }),
});
