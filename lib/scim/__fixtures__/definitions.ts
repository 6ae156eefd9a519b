import type { ResourceDefinition } from "../schema/attribute";
import { attribute, schema } from "../schema/define";
import { enterpriseUserSchema } from "../schema/enterprise-user";
import { groupSchema } from "../schema/group";
import { userSchema } from "../schema/user";

/** An extension with every characteristic that the standard schemas lack. */
export const customUrn = "urn:example:params:scim:schemas:extension:contoso:1.0:User";

const customSchema = schema(customUrn, "Contoso", "Attributes of Contoso", [
  attribute("site", { mutability: "immutable" }),
  attribute("badge", { caseExact: true }),
  attribute("level", { type: "integer" }),
  attribute("rate", { type: "decimal" }),
  attribute("hired", { type: "dateTime" }),
  attribute("shift", { canonicalValues: ["day", "night"] }),
  attribute("tags", { multiValued: true }),
  attribute("secret", { returned: "request" }),
  attribute("office", {
    type: "complex",
    subAttributes: [attribute("code", { required: true }), attribute("floor", { type: "integer" })],
  }),
  attribute("cards", {
    type: "complex",
    multiValued: true,
    subAttributes: [attribute("value", { mutability: "immutable" }), attribute("type"), attribute("pin")],
  }),
]);

export const userDefinition: ResourceDefinition = {
  name: "User",
  endpoint: "/Users",
  description: "User Account",
  schema: userSchema,
  extensions: [
    { schema: enterpriseUserSchema, required: false },
    { schema: customSchema, required: false },
  ],
};

export const groupDefinition: ResourceDefinition = {
  name: "Group",
  endpoint: "/Groups",
  description: "Group",
  schema: groupSchema,
  extensions: [],
};
