import { enterpriseUserUrn } from "@/lib/scim/urns";
import { groupDefinition, userDefinition } from "./core-definitions";
import type { ApplicationProfile } from "./profile";

/** iPass SmartConnect (APPLICATIONS.md): a base path of its own, and only userNames in registered domains. */
export const iPassSmartConnect: ApplicationProfile = {
  id: "ipass-smartconnect",
  name: "iPass SmartConnect",
  basePath: "/moservices/scim/v1",
  user: userDefinition(),
  group: groupDefinition,
  attributes: [
    { path: "userName", type: "String", byDefault: true, required: true, matching: true, note: "registeredDomain" },
    { path: "externalId", type: "String", byDefault: true },
    { path: "active", type: "Boolean", byDefault: true },
    { path: "displayName", type: "String", byDefault: true },
    { path: "name.givenName", type: "String", byDefault: true },
    { path: "name.familyName", type: "String", byDefault: true },
    { path: "name.formatted", type: "String", byDefault: true },
    { path: "title", type: "String", byDefault: true },
    { path: `emails[type eq "work"].value`, type: "String", byDefault: true },
    { path: `phoneNumbers[type eq "work"].value`, type: "String", byDefault: true },
    { path: `phoneNumbers[type eq "mobile"].value`, type: "String", byDefault: true },
    { path: `${enterpriseUserUrn}:department`, type: "String", byDefault: true },
    { path: "preferredLanguage", type: "String", byDefault: true },
  ],
  policies: { domain: "registered", enabledAtFirst: true },
};
