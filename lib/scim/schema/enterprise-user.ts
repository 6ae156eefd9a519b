import { enterpriseUserUrn } from "../urns";
import { attribute, schema } from "./define";

/**
 * The enterprise extension (RFC 7643 §4.3, §8.7.1). The prose calls `manager.value` and `manager.$ref` required; the
 * listing does not, and no identity provider sends both, so neither do we.
 */
export const enterpriseUserSchema = schema(enterpriseUserUrn, "EnterpriseUser", "Enterprise User", [
  attribute("employeeNumber", { description: "The identifier the organization assigned to the person." }),
  attribute("costCenter", { description: "The name of a cost center." }),
  attribute("organization", { description: "The name of an organization." }),
  attribute("division", { description: "The name of a division." }),
  attribute("department", { description: "The name of a department." }),
  attribute("manager", {
    type: "complex",
    description: "The user's manager.",
    subAttributes: [
      attribute("value", { description: "The id of the manager's user." }),
      attribute("$ref", { type: "reference", referenceTypes: ["User"], description: "The URI of the manager's user." }),
      attribute("displayName", { description: "The displayName of the manager.", mutability: "readOnly" }),
    ],
  }),
]);
