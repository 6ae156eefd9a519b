import type { JsonObject } from "../json";
import type { ResourceDefinition } from "../schema/attribute";
import type { Projection } from "./projection";
import type { GroupReference, MemberReference, ResourceRecord } from "./resource-record";

export interface RepresentOptions {
  /** Up to and including the SCIM base path, without a trailing slash: `https://muster.example/scim/v2`. */
  readonly baseUrl: string;
  readonly groups?: readonly GroupReference[];
  readonly members?: readonly MemberReference[];
  readonly projection?: Projection;
}

/** The representation of a resource (RFC 7643 §3). */
export function represent(
  definition: ResourceDefinition,
  record: ResourceRecord,
  options: RepresentOptions,
): JsonObject {
  throw new Error("not implemented yet");
}
