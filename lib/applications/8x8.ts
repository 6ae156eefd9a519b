import { attribute, schema } from "@/lib/scim/schema/define";
import { enterpriseUserUrn } from "@/lib/scim/urns";
import { groupDefinition, userDefinition } from "./core-definitions";
import type { ApplicationProfile } from "./profile";

const eightByEightUrn = "urn:ietf:params:scim:schemas:extension:8x8:1.1:User";

const eightByEightUserSchema = schema(eightByEightUrn, "8x8User", "8x8 User", [
  attribute("site", {
    mutability: "immutable",
    description: "The 8x8 site of the user. It is set when the user is created and cannot change afterwards.",
  }),
]);

/** 8x8 (APPLICATIONS.md "8x8"). userName is both the user name and the Federation ID of single sign-on. */
export const eightByEight: ApplicationProfile = {
  id: "8x8",
  name: "8x8",
  basePath: "/scim/v2",
  user: userDefinition(eightByEightUserSchema),
  group: groupDefinition,
  attributes: [
    { path: "userName", type: "String", byDefault: true, required: true, matching: true, note: "federationId" },
    { path: "externalId", type: "String", byDefault: true },
    { path: "active", type: "Boolean", byDefault: true },
    { path: "title", type: "String", byDefault: true },
    { path: `emails[type eq "work"].value`, type: "String", byDefault: true },
    { path: "name.givenName", type: "String", byDefault: true },
    { path: "name.familyName", type: "String", byDefault: true },
    { path: `phoneNumbers[type eq "mobile"].value`, type: "String", byDefault: true, note: "personalNumber" },
    { path: `phoneNumbers[type eq "work"].value`, type: "String", byDefault: true, note: "personalNumber" },
    { path: `${enterpriseUserUrn}:department`, type: "String", byDefault: true },
    { path: `${eightByEightUrn}:site`, type: "String", byDefault: true, note: "fixedOnceCreated" },
    { path: "locale", type: "String", byDefault: false },
    { path: "timezone", type: "String", byDefault: false },
  ],
  policies: { domain: "off", enabledAtFirst: true },
};
