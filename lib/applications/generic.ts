import { enterpriseUserUrn } from "@/lib/scim/urns";
import { groupDefinition, userDefinition } from "./core-definitions";
import type { ApplicationProfile } from "./profile";

/** Any application (APPLICATIONS.md "Generic SCIM"): what Entra's template for non-gallery applications maps. */
export const generic: ApplicationProfile = {
  id: "generic",
  name: "Generic SCIM",
  basePath: "/scim/v2",
  user: userDefinition(),
  group: groupDefinition,
  attributes: [
    { path: "userName", type: "String", byDefault: true, required: true, matching: true },
    { path: "externalId", type: "String", byDefault: true },
    { path: "active", type: "Boolean", byDefault: true },
    { path: "displayName", type: "String", byDefault: true },
    { path: "title", type: "String", byDefault: true },
    { path: `emails[type eq "work"].value`, type: "String", byDefault: true },
    { path: "preferredLanguage", type: "String", byDefault: true },
    { path: "name.givenName", type: "String", byDefault: true },
    { path: "name.familyName", type: "String", byDefault: true },
    { path: "name.formatted", type: "String", byDefault: true },
    { path: `addresses[type eq "work"].formatted`, type: "String", byDefault: true },
    { path: `addresses[type eq "work"].streetAddress`, type: "String", byDefault: true },
    { path: `addresses[type eq "work"].locality`, type: "String", byDefault: true },
    { path: `addresses[type eq "work"].region`, type: "String", byDefault: true },
    { path: `addresses[type eq "work"].postalCode`, type: "String", byDefault: true },
    { path: `addresses[type eq "work"].country`, type: "String", byDefault: true },
    { path: `phoneNumbers[type eq "work"].value`, type: "String", byDefault: true },
    { path: `phoneNumbers[type eq "mobile"].value`, type: "String", byDefault: true },
    { path: `phoneNumbers[type eq "fax"].value`, type: "String", byDefault: true },
    { path: `${enterpriseUserUrn}:employeeNumber`, type: "String", byDefault: true },
    { path: `${enterpriseUserUrn}:department`, type: "String", byDefault: true },
    { path: `${enterpriseUserUrn}:manager`, type: "Reference", byDefault: true, note: "person" },
  ],
  policies: { domain: "off", enabledAtFirst: true, extensible: true },
};
