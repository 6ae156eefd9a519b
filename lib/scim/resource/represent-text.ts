import type { ResourceDefinition } from "../schema/attribute";
import { indexOf } from "../schema/definition-index";
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
  const inner = attributes.length > 2 ? `,${attributes.slice(1, -1)}` : "";
  const groupText =
    groups.length > 0 ? `,"groups":${JSON.stringify(groups.map((each) => toGroup(each, baseUrl)))}` : "";
  const memberText =
    members.length > 0 ? `,"members":${JSON.stringify(members.map((each) => toMember(each, baseUrl)))}` : "";
  // Ids and dates need no escapes, the rest of the location has had them.
  const { schemas, location } = fixedPartsOf(definition, baseUrl);
  return `{"schemas":[${schemas}${extensionsOf(definition, attributes)}],"id":"${id}"${inner}${groupText}${memberText},"meta":{"resourceType":"${definition.name}","created":"${created}","lastModified":"${lastModified}","location":"${location}${id}","version":"W/\\"${version}\\""}}`;
}

interface FixedParts {
  readonly schemas: string;
  readonly location: string;
}

const fixedParts = new WeakMap<ResourceDefinition, { readonly baseUrl: string; readonly parts: FixedParts }>();

/** What is the same in every resource of a page, escaped; of each definition, that of the last base URL is kept. */
function fixedPartsOf(definition: ResourceDefinition, baseUrl: string): FixedParts {
  const known = fixedParts.get(definition);
  if (known?.baseUrl === baseUrl) return known.parts;
  const location = JSON.stringify(locationOf(definition, baseUrl, "")).slice(1, -1);
  const parts = { schemas: JSON.stringify(definition.schema.id), location };
  fixedParts.set(definition, { baseUrl, parts });
  return parts;
}

/** Each extension that has data (RFC 7643 §3). Inside a value the quotes would be escaped. */
function extensionsOf({ extensions }: ResourceDefinition, attributes: string): string {
  let present = "";
  for (const { schema } of extensions) if (attributes.includes(`"${schema.id}":`)) present += `,"${schema.id}"`;
  return present;
}
