import type { ResourceDefinition, Schema } from "@/lib/scim/schema/attribute";
import { enterpriseUserSchema } from "@/lib/scim/schema/enterprise-user";
import { groupSchema } from "@/lib/scim/schema/group";
import { userSchema } from "@/lib/scim/schema/user";

/**
 * The User of an application: always the whole core and enterprise schemas, because Entra may match on any attribute and
 * nothing it sends is to be lost; what the application itself uses is its attribute table.
 */
export function userDefinition(...extensions: readonly Schema[]): ResourceDefinition {
  return {
    name: "User",
    endpoint: "/Users",
    description: "User Account",
    schema: userSchema,
    extensions: [enterpriseUserSchema, ...extensions].map((schema) => ({ schema, required: false })),
  };
}

/** The Group of every application. */
export const groupDefinition: ResourceDefinition = {
  name: "Group",
  endpoint: "/Groups",
  description: "Group",
  schema: groupSchema,
  extensions: [],
};
