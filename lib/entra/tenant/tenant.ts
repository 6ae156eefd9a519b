/** Attributes of a person or group in Entra, by Entra's names. Absent: null in Entra. */
export type SourceAttributes = Readonly<Record<string, string | boolean>>;

/** What became of an object in Entra: soft-deleted ones can be restored for 30 days, then they are gone (ENTRA.md §5). */
export type Deletion = "soft" | "hard";

export interface SourceUser {
  /** objectId: it never changes, whatever else does. */
  readonly id: string;
  readonly attributes: SourceAttributes;
  /** objectId of the manager. */
  readonly manager?: string;
  readonly deleted?: Deletion;
}

export interface SourceGroup {
  readonly id: string;
  readonly attributes: SourceAttributes;
  /** objectIds of people and groups, in order. Entra reads the first level only. */
  readonly members: readonly string[];
  readonly deleted?: Deletion;
}

/** A role of the application, which assignments give. */
export interface AppRole {
  readonly id: string;
  readonly value: string;
  readonly displayName: string;
}

export interface Assignment {
  /** objectId of a person or group. */
  readonly principal: string;
  /** Value of a role. */
  readonly role: string;
}

/** "Default Access" entitles nobody (APPLICATIONS.md, "The Entra side"). */
export const defaultAccess = "Default Access";

/** What Entra knows and is asked to provision. */
export interface Tenant {
  readonly id: string;
  readonly name: string;
  readonly users: ReadonlyMap<string, SourceUser>;
  readonly groups: ReadonlyMap<string, SourceGroup>;
  /** "Sync only assigned users and groups", or all. */
  readonly scope: "assigned" | "all";
  readonly roles: readonly AppRole[];
  readonly assignments: readonly Assignment[];
}

/** What a person is called in Entra's logs. */
export const nameOf = ({ attributes, id }: Pick<SourceUser, "attributes" | "id">): string =>
  String(attributes["displayName"] ?? attributes["userPrincipalName"] ?? id);
