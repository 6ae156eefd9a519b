import type { Milestone } from "./milestones";

export const guideProviders = ["entra", "okta", "other"] as const;
export type GuideProvider = (typeof guideProviders)[number];

/** How the identity provider may prove itself (ENTRA.md §6.3). The first is the usual one. */
export const authentications = ["bearer", "oauth", "federation"] as const;
export type Authentication = (typeof authentications)[number];

/** A value of ours that is pasted into the identity provider. */
export const pastedValues = ["tenantUrl", "token", "tokenEndpoint", "clientIdentifier", "clientSecret"] as const;
export type PastedValue = (typeof pastedValues)[number];

/** What is pasted where the identity provider authenticates so; each is labelled as its portal does. */
export const valuesOf: Readonly<Record<Authentication, readonly PastedValue[]>> = {
  bearer: ["tenantUrl", "token"],
  oauth: ["tenantUrl", "tokenEndpoint", "clientIdentifier", "clientSecret"],
  federation: ["tenantUrl", "tokenEndpoint", "clientIdentifier"],
};

/** The ways that a provider's portal offers. */
export const authenticationsOf: Readonly<Record<GuideProvider, readonly Authentication[]>> = {
  entra: ["bearer", "oauth", "federation"],
  okta: ["bearer"],
  other: ["bearer", "oauth"],
};

/**
 * What turns a step green: a request that really arrived (Milestone), or what is true of the directory now. `people`: more
 * than the one or two that it began with.
 */
export type Evidence = Milestone | "credential" | "service" | "provider" | "domain" | "people";

/** Something to do right in the step. `test`: Muster itself tries what the identity provider will. */
export type StepControl = "provider" | "service" | "domains" | "credentials" | "test";

/** A picture of the portal, drawn by us (components/guide/pictures). */
export type GuidePicture =
  "entraCredentials" | "entraOnDemand" | "entraStatus" | "oktaIntegration" | "oktaToApp" | "ringcentralDirectory";

/** Labels on the way through a portal; the words are in messages/ under guide.labels. */
export type PortalLabel =
  | "entraAdminCenter"
  | "enterpriseApplications"
  | "newApplication"
  | "yourApplication"
  | "singleSignOn"
  | "provisioning"
  | "modeAutomatic"
  | "adminCredentials"
  | "testConnection"
  | "mappings"
  | "usersAndGroups"
  | "addUserGroup"
  | "provisionOnDemand"
  | "settings"
  | "scope"
  | "provisioningStatus"
  | "provisionGroups"
  | "oktaAdminConsole"
  | "oktaApplications"
  | "oktaGeneral"
  | "oktaAppSettings"
  | "oktaSignOn"
  | "oktaIntegration"
  | "oktaTest"
  | "oktaToApp"
  | "oktaAssignments"
  | "oktaAssign"
  | "oktaPushGroups"
  | "adminConsole8x8"
  | "identityManagement"
  | "showProvisioningInformation"
  | "tools"
  | "directoryIntegration"
  | "selectProvider"
  | "enableService"
  | "domains";

/** Sentences that only some applications add to a step; the words are in messages/ under guide.notes. */
export type GuideNote =
  | "defaultAccess"
  | "eightCredentials"
  | "eightMapping"
  | "ringcentralCredentials"
  | "ringcentralMapping"
  | "ringcentralLicences"
  | "ipassCredentials"
  | "ipassMapping"
  | "ipassSso"
  | "entraFlag"
  | "entraNotification"
  | "entraNewPortal";

/** One step, as data. Its title and its text are in messages/ under guide.steps.<id>. */
export interface GuideStep {
  readonly id: StepId;
  /** What page of ours helps. */
  readonly page?: "domains" | "mapping";
  /** Where it is done: in the application's own console (which is this one), or in the identity provider's. */
  readonly place: "application" | "provider";
  readonly path: readonly PortalLabel[];
  /** All of these must have been seen. None: somebody says that it is done, or a later proof does. */
  readonly evidence: readonly Evidence[];
  readonly controls?: readonly StepControl[];
  readonly picture?: GuidePicture;
  readonly notes?: readonly GuideNote[];
  /** One may go past it. */
  readonly optional?: true;
  /** Nothing that arrives can prove it. */
  readonly advice?: true;
}

export const stepIds = [
  "sso",
  "ringcentralProvider",
  "ringcentralService",
  "ipassDomains",
  "entraOpen",
  "entraConnect",
  "entraMapping",
  "entraSmall",
  "entraEveryone",
  "entraGroups",
  "entraLeaver",
  "oktaOpen",
  "oktaConnect",
  "oktaToApp",
  "oktaSmall",
  "oktaEveryone",
  "oktaGroups",
  "oktaLeaver",
  "otherOpen",
  "otherConnect",
  "otherMapping",
  "otherSmall",
  "otherEveryone",
  "otherGroups",
  "otherLeaver",
] as const;
export type StepId = (typeof stepIds)[number];

export const isStepId = (text: string): text is StepId => stepIds.some((id) => id === text);
