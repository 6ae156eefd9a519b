import type { Attribute } from "./attribute";
import { attribute } from "./define";

/**
 * The attributes that every resource has and no schema lists (RFC 7643 §3.1). `schemas` is derived from what a resource
 * holds, `id` and `meta` are ours; only `externalId` is the client's, and it is case-exact.
 */
export const commonAttributes: readonly Attribute[] = [
  attribute("schemas", {
    type: "reference",
    multiValued: true,
    referenceTypes: ["uri"],
    mutability: "readOnly",
    returned: "always",
    caseExact: false,
  }),
  attribute("id", { caseExact: true, mutability: "readOnly", returned: "always", uniqueness: "server" }),
  attribute("externalId", { caseExact: true }),
  attribute("meta", {
    type: "complex",
    mutability: "readOnly",
    subAttributes: [
      attribute("resourceType", { caseExact: true, mutability: "readOnly" }),
      attribute("created", { type: "dateTime", mutability: "readOnly" }),
      attribute("lastModified", { type: "dateTime", mutability: "readOnly" }),
      attribute("location", { type: "reference", referenceTypes: ["uri"], mutability: "readOnly" }),
      attribute("version", { caseExact: true, mutability: "readOnly" }),
    ],
  }),
];
