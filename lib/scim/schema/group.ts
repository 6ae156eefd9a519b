import { groupUrn } from "../urns";
import { attribute, schema } from "./define";

/**
 * The core Group schema (RFC 7643 §4.2, §8.7.1). `displayName` is required as §4.2 says (§8.7.1 differs), and unique in
 * the directory: identity providers find a group by it, and Entra's validator expects 409 for a second one (ENTRA.md §2.3).
 */
export const groupSchema = schema(groupUrn, "Group", "Group", [
  attribute("displayName", {
    description: "A human-readable name for the group.",
    required: true,
    uniqueness: "server",
  }),
  attribute("members", {
    type: "complex",
    multiValued: true,
    description: "The members of the group.",
    subAttributes: [
      attribute("value", { description: "The id of the member.", mutability: "immutable" }),
      attribute("$ref", {
        type: "reference",
        referenceTypes: ["User", "Group"],
        description: "The URI of the member.",
        mutability: "immutable",
      }),
      attribute("type", {
        description: "Whether the member is a User or a Group.",
        canonicalValues: ["User", "Group"],
        mutability: "immutable",
      }),
      attribute("display", { description: "A human-readable name of the member.", mutability: "readOnly" }),
    ],
  }),
]);
