import { describe, expect, test } from "vitest";
import { customUrn, groupDefinition, userDefinition } from "../__fixtures__/definitions";
import { enterpriseUserUrn } from "../urns";
import { resolveAttribute } from "./resolve";

describe("an attribute path (RFC 7644 §3.10)", () => {
  test.each([
    ["userName", "userName"],
    ["USERNAME", "userName"],
    ["name.FAMILYNAME", "name.familyName"],
    ["emails.value", "emails.value"],
    ["urn:ietf:params:scim:schemas:core:2.0:User:userName", "userName"],
    ["URN:IETF:params:scim:schemas:CORE:2.0:user:name.givenName", "name.givenName"],
    ["urn:ietf:params:scim:schemas:core:2.0:User:externalId", "externalId"],
    ["meta.lastmodified", "meta.lastModified"],
    ["id", "id"],
    ["schemas", "schemas"],
    ["members.$ref", undefined],
    [`${enterpriseUserUrn}:manager.value`, `${enterpriseUserUrn}:manager.value`],
    [`${enterpriseUserUrn.toUpperCase()}:DEPARTMENT`, `${enterpriseUserUrn}:department`],
    ["manager", `${enterpriseUserUrn}:manager`],
    ["site", `${customUrn}:site`],
    [enterpriseUserUrn, enterpriseUserUrn],
    ["urn:ietf:params:scim:schemas:extension:enterprise:2.0User:department", undefined],
    ["urn:ietf:params:scim:schemas:core:2.0:Group:displayName", undefined],
    ["name.givenName.x", undefined],
    ["constructor", undefined],
    ["", undefined],
  ])("%s is %s", (path, expected) => {
    expect(resolveAttribute(userDefinition, path)?.path).toBe(expected);
  });

  test("knows where the value is kept", () => {
    expect(resolveAttribute(userDefinition, "manager.value")).toMatchObject({
      extension: enterpriseUserUrn,
      attribute: { name: "manager" },
      subAttribute: { name: "value" },
      steps: [{ name: enterpriseUserUrn }, { name: "manager" }, { name: "value" }],
    });
    expect(resolveAttribute(groupDefinition, "members.value")?.steps).toEqual([
      { name: "members", multiValued: true },
      { name: "value", multiValued: false },
    ]);
  });
});
