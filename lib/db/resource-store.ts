import type { BrakeTerms } from "@/lib/applications/deprovision-brake";
import type { DirectoryScope } from "@/lib/auth/scope";
import type { ProvisioningEvent, Step } from "@/lib/insight/provisioning-event";
import type { SqlFragment } from "@/lib/scim/filter/sql-fragment";
import type { JsonObject } from "@/lib/scim/json";
import type { ResourceText } from "@/lib/scim/resource/represent-text";
import type { ResourceDefinition } from "@/lib/scim/schema/attribute";
import type { ListQuery } from "./page-order";
import type { GroupReference, MemberReference, ResourceRecord } from "@/lib/scim/resource/resource-record";

/** What is found of a resource beside its own row. */
interface Found {
  /** Groups that the resource is a member of, directly or through other groups; absent when not asked for. */
  readonly groups?: readonly GroupReference[];
  /** The first members of a Group, in the order of their ids; absent when not asked for. */
  readonly members?: readonly MemberReference[];
  /** Whether there are others behind them (memberPages in lib/db/groups.ts). */
  readonly hasMoreMembers?: boolean;
}

/** A resource as it is read: its attributes are text until somebody needs to look into them. */
export interface FoundResource extends ResourceText, Found {}

/** A resource with the references that its table does not hold. */
export interface StoredResource extends ResourceRecord, Found {}

/** A found resource's attributes. */
export const attributesOf = ({ attributes }: ResourceText): JsonObject => {
  const parsed: JsonObject = JSON.parse(attributes);
  return parsed;
};

/** A found resource, read. */
export const toStored = (found: FoundResource): StoredResource => ({
  ...found,
  created: new Date(found.created),
  lastModified: new Date(found.lastModified),
  attributes: attributesOf(found),
});

/** Which references a read loads. A caller that does not show them does not pay for them. */
export interface Wanted {
  readonly groups: boolean;
  readonly members: boolean;
}

/** A row of a list, and its sort key as text. */
export type ListedResource = FoundResource & { readonly sortKey: string | null };

/** A page as JSON text: whole resources as `representText` makes them, with commas between. */
export interface TextPage {
  readonly text: string;
  readonly count: number;
  /** Ids of the first and last one on it; undefined when it is empty. */
  readonly first: string | undefined;
  readonly last: string | undefined;
  /** Whether there are others behind it. */
  readonly hasMore: boolean;
  /** Of the whole directory; told for a page that is counted from the beginning. */
  readonly total: number | undefined;
}

/** Which resources a page in the order of their ids shows, and how. */
export interface TextQuery extends Pick<ListQuery, "after" | "offset" | "limit"> {
  readonly definition: ResourceDefinition;
  readonly baseUrl: string;
}

/** What is written of a resource: `attributes` and its case-folded copy for filters. */
export interface ResourceWrite {
  readonly id: string;
  readonly attributes: JsonObject;
  readonly search: JsonObject;
}

/** A member as stored: its id and which table holds it. */
export interface MemberTarget {
  readonly id: string;
  readonly type: "User" | "Group";
}

/**
 * A change of membership, set-based: it names the members it touches, or (`replaceAll`) the whole new set. None of a
 * group's other members is loaded or locked.
 */
export interface MembershipChange {
  readonly add: readonly MemberTarget[];
  readonly remove: readonly string[];
  /** When true, every member that is not in `add` is removed. */
  readonly replaceAll: boolean;
}

/** The row after a write. */
export interface WriteResult {
  readonly version: number;
  readonly lastModified: Date;
}

/** The version that a write was computed from, and the log row that commits with it. */
export interface Guard {
  readonly expectedVersion: number;
  readonly event: ProvisioningEvent;
}

/** What a log row says in addition where the deprovision brake holds what was asked for. */
export interface HeldNotice {
  readonly code: string;
  readonly step: Step;
}

/** `active` of a User changes. */
export type ActiveChange =
  /** Back: nothing is held of them any more. */
  { readonly to: true } | { readonly to: false; readonly terms: BrakeTerms; readonly held: HeldNotice };

export interface UpdateGuard extends Guard {
  /** Absent: as it was, or there is no brake that would count it. */
  readonly active?: ActiveChange;
}

/** A User goes into the bin. */
export interface Leaving {
  /** Somebody inactive is not counted; what is held of them stays held. */
  readonly wasActive: boolean;
  /** Undefined: there is no brake. */
  readonly terms: BrakeTerms | undefined;
  readonly held: HeldNotice;
}

export interface RemoveGuard extends Guard {
  /** Absent: the resource goes for good. */
  readonly leaving?: Leaving;
}

/** The unique key that a write met, as a value of the store's callers. */
export class UniqueViolation extends Error {
  override readonly name = "UniqueViolation";
}

/** A member vanished between the look-up and the write. */
export class MemberVanished extends Error {
  override readonly name = "MemberVanished";
}

/**
 * Reads and writes of one resource type. Every statement puts directoryId first and is one round trip; every write
 * carries the log row that tells of it.
 */
export interface ResourceStore {
  find(scope: DirectoryScope, id: string, wanted: Wanted): Promise<FoundResource | undefined>;
  list(scope: DirectoryScope, query: ListQuery, wanted: Wanted): Promise<readonly ListedResource[]>;
  /** One page of all there are, put together by PostgreSQL. One round trip. */
  listAsText?(scope: DirectoryScope, query: TextQuery): Promise<TextPage>;
  count(scope: DirectoryScope, filter: SqlFragment | undefined): Promise<number>;
  /** @throws UniqueViolation, MemberVanished */
  insert(
    scope: DirectoryScope,
    write: ResourceWrite,
    at: Date,
    members: readonly MemberTarget[],
    event: ProvisioningEvent,
  ): Promise<void>;
  /**
   * Undefined: the row is not there in the expected version.
   * @throws UniqueViolation
   */
  update(scope: DirectoryScope, write: ResourceWrite, at: Date, guard: UpdateGuard): Promise<WriteResult | undefined>;
  /** Deletes the row and every membership of it. False: it is not there in the expected version. */
  remove(scope: DirectoryScope, id: string, guard: RemoveGuard): Promise<boolean>;
}
