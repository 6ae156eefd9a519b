import type { JsonObject } from "../json";

/** A resource as stored: what the client may write in `attributes` (as readResource made it), the rest ours. */
export interface ResourceRecord {
  readonly id: string;
  readonly created: Date;
  readonly lastModified: Date;
  readonly version: number;
  readonly attributes: JsonObject;
}

/** An entry of a user's read-only `groups` (RFC 7643 §4.1.2). */
export interface GroupReference {
  readonly value: string;
  readonly display?: string;
  readonly type: "direct" | "indirect";
}

/** An entry of a group's `members` (RFC 7643 §4.2). */
export interface MemberReference {
  readonly value: string;
  readonly type: "User" | "Group";
  readonly display?: string;
}
