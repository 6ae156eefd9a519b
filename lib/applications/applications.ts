import { defaultBrake } from "./deprovision-brake";
import { eightByEight } from "./8x8";
import { generic } from "./generic";
import { iPassSmartConnect } from "./ipass-smartconnect";
import { applicationIds } from "./profile";
import type { ApplicationId, ApplicationProfile, DirectoryProfile } from "./profile";
import { ringCentral } from "./ringcentral";
import { DirectorySettings, toMappedAttributes, toSchema } from "./settings";

/** Every application by its id. */
export const applications: Readonly<Record<ApplicationId, ApplicationProfile>> = {
  "8x8": eightByEight,
  ringcentral: ringCentral,
  "ipass-smartconnect": iPassSmartConnect,
  generic,
};

export const isApplicationId = (text: string): text is ApplicationId => applicationIds.some((id) => id === text);

/** Profiles by application and settings: what lib/scim builds for a definition, it builds once. */
const extended = new Map<string, DirectoryProfile>();
const extendedMax = 1_000;

/**
 * The profile that a directory works by: its application's, with the extensions, the domain policy and the brake of its own settings.
 * The same settings give the same object.
 * @param settings Directory.settings as stored
 * @throws Error when the stored application is none of ours, or its settings are not: the database is newer than this
 * program
 */
export function profileOf(application: string, settings: unknown = {}): DirectoryProfile {
  if (!isApplicationId(application)) throw new Error(`unknown application "${application}"`);
  const profile = applications[application];
  const key = `${application} ${JSON.stringify(settings)}`;
  const known = extended.get(key);
  if (known) return known;
  const parsed = DirectorySettings.safeParse(settings);
  if (!parsed.success) throw new Error("unknown settings of a directory", { cause: parsed.error });
  const { extensions, domainPolicy = profile.policies.domain, brake = defaultBrake } = parsed.data;
  const own = extensions.map((extension) => ({ schema: toSchema(extension), required: false }));
  const user = { ...profile.user, extensions: [...profile.user.extensions, ...own] };
  // What lib/scim builds for a definition it keeps with that object.
  const attributes = [...profile.attributes, ...extensions.flatMap(toMappedAttributes)];
  const base = own.length === 0 ? profile : { ...profile, user, attributes };
  const policies = domainPolicy === base.policies.domain ? base.policies : { ...base.policies, domain: domainPolicy };
  const made = { ...base, policies, brake: brake === "off" ? undefined : brake };
  if (extended.size >= extendedMax) extended.clear();
  extended.set(key, made);
  return made;
}

/** The Tenant URL that an administrator pastes into the identity provider. `publicUrl` has no trailing slash. */
export function tenantUrl(publicUrl: string, application: string): string {
  return `${publicUrl}${profileOf(application).basePath}`;
}
