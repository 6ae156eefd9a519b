import { expect, test } from "vitest";
import { ScimError, uniqueness } from "../errors";
import { errorResponse } from "./error-response";
import { listResponse } from "./list-response";

test("an error's status is a string, and its detail ends with code and request id (RFC 7644 §3.12)", () => {
  const error = uniqueness('userName "ana" is already in use.', { code: "MUSTER-U01", cause: new Error("secret") });
  expect(errorResponse(error, "0199")).toEqual({
    schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
    status: "409",
    scimType: "uniqueness",
    detail: 'userName "ana" is already in use. (MUSTER-U01) [req 0199]',
  });
  expect(errorResponse(new ScimError(404, undefined, "No such user."), "1")).not.toHaveProperty("scimType");
});

test("a list has Resources even when it is empty (RFC 7644 §3.4.2)", () => {
  expect(JSON.parse(listResponse({ resources: [], itemsPerPage: 0, totalResults: 7, startIndex: 9 }))).toEqual({
    schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
    totalResults: 7,
    startIndex: 9,
    itemsPerPage: 0,
    Resources: [],
  });
});
