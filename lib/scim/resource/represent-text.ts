import type { ResourceDefinition } from "../schema/attribute";
import { indexOf } from "../schema/definition-index";
import { etagOf } from "./etag";
import type { Projection } from "./projection";
import { locationOf, toGroup, toMember } from "./represent";
import type { GroupReference, MemberReference } from "./resource-record";

/** A resource as PostgreSQL hands it out, unread. */
export interface ResourceText {
  readonly id: string;
  /** ISO 8601, UTC, milliseconds. */
  readonly created: string;
  readonly lastModified: string;
  readonly version: number;
  /** A JSON object; no key is parted from its colon. */
  readonly attributes: string;
}

interface References {
  readonly groups?: readonly GroupReference[];
  readonly members?: readonly MemberReference[];
}

/** Whether a representation is the stored attributes and ours, with nothing left out. */
export const isPlain = (definition: ResourceDefinition, projection: Projection | undefined): boolean =>
  (projection === undefined || projection.kind === "default") && !indexOf(definition).hidesByDefault;

/**
 * What `represent` makes, as JSON text and without reading the attributes: reading and writing them again would be most of
 * the work of a list. Only where the projection `isPlain`.
 */
export function representText(
  definition: ResourceDefinition,
  { id, created, lastModified, version, attributes }: ResourceText,
  baseUrl: string,
  { groups = [], members = [] }: References,
): string {
  const inner = attributes.slice(1, -1);
  const groupText =
    groups.length > 0 ? `,"groups":${JSON.stringify(groups.map((each) => toGroup(each, baseUrl)))}` : "";
  const memberText =
    members.length > 0 ? `,"members":${JSON.stringify(members.map((each) => toMember(each, baseUrl)))}` : "";
  const meta = `"meta":{"resourceType":"${definition.name}","created":"${created}","lastModified":"${lastModified}","location":${JSON.stringify(locationOf(definition, baseUrl, id))},"version":${JSON.stringify(etagOf(version))}}`;
  return `{"schemas":${schemasOf(definition, attributes)},"id":"${id}"${inner === "" ? "" : `,${inner}`}${groupText}${memberText},${meta}}`;
}

/** The core schema and each extension that has data (RFC 7643 §3). Inside a value the quotes would be escaped. */
function schemasOf({ schema, extensions }: ResourceDefinition, attributes: string): string {
  const present = extensions.filter((each) => attributes.includes(`"${each.schema.id}":`));
  return JSON.stringify([schema.id, ...present.map((each) => each.schema.id)]);
}
