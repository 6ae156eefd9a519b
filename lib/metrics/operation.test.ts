import { describe, expect, it } from "vitest";
import { operationOf } from "./operation";

describe("operationOf", () => {
  it.each([
    ["GET", "/scim/v2/Users", "list Users"],
    ["POST", "/scim/v2/Users/", "create User"],
    ["GET", "/scim/v2/Users/0199", "get User"],
    ["PUT", "/scim/v2/Users/0199", "replace User"],
    ["PATCH", "/moservices/scim/v1/Groups/0199", "patch Group"],
    ["DELETE", "/scim/v2/Groups/0199", "delete Group"],
    ["POST", "/scim/v2/Users/.search", "search Users"],
    ["POST", "/scim/v2/.search", "search"],
    ["POST", "/scim/v2/Bulk", "Bulk"],
    ["GET", "/scim/v2/Schemas/urn:x", "Schemas"],
    ["POST", "/oauth/token", "token"],
  ])("%s %s is %s", (method, pathname, operation) => {
    expect(operationOf({ method, pathname })).toBe(operation);
  });

  it("has one word for whatever a client makes up", () => {
    const made = ["/scim/v2/Nobody", "/scim/v2/Users/1/2", "/scim/v2", "/scim/v2/__proto__", "/else"];
    for (const pathname of made) expect(operationOf({ method: "GET", pathname })).toBe("other");
    for (const method of ["TRACE", "constructor", "BREW"]) {
      expect(operationOf({ method, pathname: "/scim/v2/Users/1" })).toBe("other");
    }
  });
});
