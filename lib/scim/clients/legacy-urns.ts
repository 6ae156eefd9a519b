import { enterpriseUserUrn } from "../urns";

/** OneLogin names the enterprise extension by URNs from before the RFC (ENTRA.md §9); lower-cased to current. */
const currentUrns: ReadonlyMap<string, string> = new Map(
  ["urn:scim:schemas:extension:enterprise:1.0", "urn:scim:schemas:extension:enterprise:2.0"].map((legacy) => [
    legacy,
    enterpriseUserUrn.toLowerCase(),
  ]),
);

/** The lower-cased URN that a key of a body means. */
export const currentUrn = (lowerCased: string): string => currentUrns.get(lowerCased) ?? lowerCased;
