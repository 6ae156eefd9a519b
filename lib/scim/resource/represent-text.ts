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
  const groupText =
    groups.length > 0 ? `,"groups":${JSON.stringify(groups.map((each) => toGroup(each, baseUrl)))}` : "";
  const memberText =
    members.length > 0 ? `,"members":${JSON.stringify(members.map((each) => toMember(each, baseUrl)))}` : "";
  const inner = attributes.length > 2 ? `,${attributes.slice(1)}` : "}";
  const frame = frameOf(definition, baseUrl);
  // Ids and dates need no escapes, the rest of the location has had them.
  return `${frame.schemas}${extensionsOf(definition, attributes)}${frame.id}${id}${frame.created}${created}${frame.lastModified}${lastModified}${frame.location}${id}${frame.version}${version}${frame.end}${groupText}${memberText}${inner}`;
}

/**
 * What is the same in every resource of a page, as JSON: each text stands in front of the value it is named for. The end of
 * `meta` is followed by references and attributes, each with a comma before it.
 */
export interface TextFrame {
  readonly schemas: string;
  readonly id: string;
  readonly created: string;
  readonly lastModified: string;
  readonly location: string;
  readonly version: string;
  readonly end: string;
}

const frames = new WeakMap<ResourceDefinition, { readonly baseUrl: string; readonly frame: TextFrame }>();

/** Of each definition, that of the last base URL is kept. */
export function frameOf(definition: ResourceDefinition, baseUrl: string): TextFrame {
  const known = frames.get(definition);
  if (known?.baseUrl === baseUrl) return known.frame;
  const location = JSON.stringify(locationOf(definition, baseUrl, "")).slice(1, -1);
  const frame = {
    schemas: `{"schemas":[${JSON.stringify(definition.schema.id)}`,
    id: `],"id":"`,
    created: `","meta":{"resourceType":"${definition.name}","created":"`,
    lastModified: `","lastModified":"`,
    location: `","location":"${location}`,
    version: `","version":"W/\\"`,
    end: `\\""}`,
  };
  frames.set(definition, { baseUrl, frame });
  return frame;
}

/** Each extension that has data (RFC 7643 §3). Inside a value the quotes would be escaped. */
function extensionsOf({ extensions }: ResourceDefinition, attributes: string): string {
  let present = "";
  for (const { schema } of extensions) if (attributes.includes(`"${schema.id}":`)) present += `,"${schema.id}"`;
  return present;
}
