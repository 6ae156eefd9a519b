import type { ResourceDefinition } from "@/lib/scim/schema/attribute";
import type { BrakeTerms } from "./deprovision-brake";
import type { DomainPolicy } from "./domain-policy";

export const applicationIds = ["8x8", "ringcentral", "ipass-smartconnect", "generic"] as const;
export type ApplicationId = (typeof applicationIds)[number];

/** The fixed SCIM base paths. One service answers both; `meta.location` uses the one of the directory's application. */
export const basePaths = ["/scim/v2", "/moservices/scim/v1"] as const;
export type BasePath = (typeof basePaths)[number];

/** What an administrator has to know of an attribute besides its characteristics; the sentence is in messages/. */
export const attributeNotes = [
  "federationId",
  "personalNumber",
  "fixedOnceCreated",
  "registeredDomain",
  "person",
] as const;
export type AttributeNote = (typeof attributeNotes)[number];

/** One row of an application's attribute table (APPLICATIONS.md), in Entra's target-attribute notation. */
export interface MappedAttribute {
  /** For instance `emails[type eq "work"].value`. */
  readonly path: string;
  readonly type: "String" | "Boolean" | "Integer" | "Decimal" | "DateTime" | "Reference";
  /** Whether the application maps it by default. */
  readonly byDefault: boolean;
  readonly required?: boolean;
  /** Whether the identity provider matches people by it, unless its administrator chooses another attribute. */
  readonly matching?: true;
  readonly note?: AttributeNote;
}

/** An application as data: schemas, attribute table, policies. No code path asks which application it is. */
export interface ApplicationProfile {
  readonly id: ApplicationId;
  /** Product name; the same in every language. */
  readonly name: string;
  readonly basePath: BasePath;
  readonly user: ResourceDefinition;
  readonly group: ResourceDefinition;
  readonly attributes: readonly MappedAttribute[];
  readonly policies: {
    readonly domain: DomainPolicy;
    /** Whether a new directory starts enabled. */
    readonly enabledAtFirst: boolean;
    /** Whether a directory may define extension schemas of its own. */
    readonly extensible?: true;
  };
}

/** The profile as one directory uses it: the application's, with the directory's own settings laid over it. */
export interface DirectoryProfile extends ApplicationProfile {
  /** When disables and deletes are held; undefined: never. */
  readonly brake: BrakeTerms | undefined;
}
