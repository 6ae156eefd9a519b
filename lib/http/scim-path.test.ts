import { describe, expect, test } from "vitest";
import { isScimPath, parseScimPath } from "./scim-path";

describe("paths of the SCIM service", () => {
  test.each([
    ["/scim/v2/Users", "/scim/v2", ["Users"]],
    ["/scim/v2//Users", "/scim/v2", ["Users"]],
    ["/scim/v2/Users/", "/scim/v2", ["Users"]],
    ["/moservices/scim/v1/Groups/0199", "/moservices/scim/v1", ["Groups", "0199"]],
    ["/scim/v2/Schemas/urn%3Aietf%3Aparams", "/scim/v2", ["Schemas", "urn:ietf:params"]],
    ["/scim/v2", "/scim/v2", []],
  ])("%s is read as segments below its base path", (pathname, basePath, segments) => {
    expect(parseScimPath(pathname)).toEqual({ basePath, segments });
  });

  test.each(["/scim/v2x/Users", "/scim", "/", "/o/contoso", "/scim/v3/Users"])(
    "%s is not the service's",
    (pathname) => {
      expect(isScimPath(pathname)).toBe(false);
    },
  );

  test("a path that cannot be decoded is no path", () => {
    expect(parseScimPath("/scim/v2/Users/%E0%A4%A")).toBeUndefined();
  });
});
