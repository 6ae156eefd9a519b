import { codes } from "./codes";

/**
 * Where in Entra's portal a failure is repaired; `messages/en.json` has the way there under `entraPlace`. Paths by
 * ENTRA.md §6.3, §7.2, §7.6 and the portal's own words.
 */
export const entraPlaces = [
  "connectivity",
  "userMapping",
  "groupMapping",
  "usersAndGroups",
  "overview",
  "onDemand",
] as const;
export type EntraPlace = (typeof entraPlaces)[number];

const places: Readonly<Record<string, Exclude<EntraPlace, "groupMapping"> | undefined>> = {
  // What is pasted there.
  [codes.tokenMissing]: "connectivity",
  [codes.tokenMalformed]: "connectivity",
  [codes.tokenUnknown]: "connectivity",
  [codes.tokenRevoked]: "connectivity",
  [codes.tokenExpired]: "connectivity",
  [codes.clientUnknown]: "connectivity",
  [codes.secretMissing]: "connectivity",
  [codes.secretWrong]: "connectivity",
  [codes.secretEnded]: "connectivity",
  [codes.tokenRequestInvalid]: "connectivity",
  [codes.accessTokenExpired]: "connectivity",
  [codes.accessTokenEnded]: "connectivity",
  [codes.assertionWrong]: "connectivity",
  [codes.issuerKeysUnavailable]: "connectivity",
  [codes.tooManyWrongSecrets]: "connectivity",
  [codes.endpointUnknown]: "connectivity",
  [codes.methodNotAllowed]: "connectivity",
  [codes.mediaTypeUnsupported]: "connectivity",
  // What is sent of whom.
  [codes.domainNotRegistered]: "userMapping",
  [codes.domainNotVerified]: "userMapping",
  [codes.domainMissing]: "userMapping",
  [codes.domainTaken]: "userMapping",
  [codes.invalidValue]: "userMapping",
  [codes.immutableOrReadOnly]: "userMapping",
  [codes.notUnique]: "userMapping",
  [codes.invalidPath]: "userMapping",
  [codes.invalidFilter]: "userMapping",
  [codes.invalidSyntax]: "userMapping",
  [codes.notImplemented]: "userMapping",
  // Who is sent.
  [codes.memberUnknown]: "usersAndGroups",
  [codes.bodyTooLarge]: "usersAndGroups",
  [codes.heldByBrake]: "usersAndGroups",
  // Restart, or see when it tries again.
  [codes.serviceOff]: "overview",
  [codes.resourceUnknown]: "overview",
  [codes.noTarget]: "overview",
  [codes.tooManyRequests]: "overview",
  [codes.invalidPaging]: "overview",
  // Nothing is to be repaired: the one person can be tried again at once.
  [codes.bulkReference]: "onDemand",
  [codes.versionMismatch]: "onDemand",
  [codes.concurrentChanges]: "onDemand",
  [codes.internal]: "onDemand",
};

/** The place for a failure with one of our codes; one that is not known sends to where the job is seen. */
export function entraPlaceOf(code: string | null, resourceType: "User" | "Group" | null): EntraPlace {
  const place = (code === null ? undefined : places[code]) ?? "overview";
  return place === "userMapping" && resourceType === "Group" ? "groupMapping" : place;
}
