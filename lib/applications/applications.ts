import { eightByEight } from "./8x8";
import { generic } from "./generic";
import { iPassSmartConnect } from "./ipass-smartconnect";
import { applicationIds } from "./profile";
import type { ApplicationId, ApplicationProfile, DirectoryProfile } from "./profile";
import { ringCentral } from "./ringcentral";

/** Every application by its id. */
export const applications: Readonly<Record<ApplicationId, ApplicationProfile>> = {
  "8x8": eightByEight,
  ringcentral: ringCentral,
  "ipass-smartconnect": iPassSmartConnect,
  generic,
};

export const isApplicationId = (text: string): text is ApplicationId => applicationIds.some((id) => id === text);

/**
 * The profile that a directory works by.
 * @throws Error when the stored application is none of ours: then the database is newer than this program.
 */
export function profileOf(application: string): DirectoryProfile {
  if (!isApplicationId(application)) throw new Error(`unknown application "${application}"`);
  return applications[application];
}

/** The Tenant URL that an administrator pastes into the identity provider. `publicUrl` has no trailing slash. */
export function tenantUrl(publicUrl: string, application: string): string {
  return `${publicUrl}${profileOf(application).basePath}`;
}
