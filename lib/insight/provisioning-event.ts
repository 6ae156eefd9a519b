import type { ModifiedProperty } from "./modified-properties";

/**
 * Entra's provisioningAction, with our reads and the token endpoint's answers told apart (ENTRA.md §7.8). selfTest is
 * whatever Muster's own connection test asks: it proves nothing about the identity provider.
 */
export const actions = [
  "create",
  "update",
  "enable",
  "disable",
  "delete",
  "restore",
  "read",
  "testConnection",
  "selfTest",
  "token",
  "other",
] as const;
export type Action = (typeof actions)[number];

/** Entra's provisioningStatusInfo.status. */
export const statuses = ["success", "failure", "skipped", "warning"] as const;
export type Status = (typeof statuses)[number];

/** One provisioningStep: what was done with the request, in order. `detail` is a sentence. */
export interface Step {
  readonly name: string;
  readonly status: "success" | "failure" | "skipped" | "warning";
  readonly detail: string;
  /** The attribute that a normalisation was about. */
  readonly path?: string;
}

/** One row of the provisioning log (ProvisioningEvent of the Prisma schema), as the service writes it. */
export interface ProvisioningEvent {
  readonly directoryId: string;
  readonly organizationId: string;
  readonly id: string;
  readonly at: Date;
  readonly durationMs: number;
  readonly action: Action;
  readonly status: Status;
  readonly httpStatus: number;
  readonly scimType?: string;
  readonly code?: string;
  readonly detail?: string;
  readonly method: string;
  readonly path: string;
  readonly query?: string;
  readonly resourceType?: "User" | "Group";
  readonly resourceId?: string;
  readonly userName?: string;
  readonly externalId?: string;
  readonly displayName?: string;
  readonly credentialId?: string;
  readonly ip?: string;
  readonly userAgent?: string;
  readonly dialect?: string;
  readonly modified?: readonly ModifiedProperty[];
  readonly steps?: readonly Step[];
  /** JSON text, redacted. */
  readonly requestBody?: string;
  readonly responseBody?: string;
}

/** A userName that was refused for its domain, as the database remembers it beside the log row. */
export interface RefusedUserName {
  readonly userName: string;
  /** Case-folded. */
  readonly userNameKey: string;
  /** Lower-case ASCII. */
  readonly domain: string;
  /** Of the person who was to be renamed; absent: they were to be created. */
  readonly resourceId?: string;
}
