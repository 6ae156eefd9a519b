import { describe, expect, test } from "vitest";
import { refusal } from "../__fixtures__/refusal";
import { bulkResponse, readBulkOperation, readBulkRequest } from "./bulk";
import { partReferences, referencesOf, resolveReferences } from "./bulk-references";

describe("a bulk request (RFC 7644 §3.7)", () => {
  test("has its names in any letter case, and schemas may be missing", () => {
    expect(readBulkRequest({ FAILONERRORS: 2, operations: [{}] })).toEqual({ failOnErrors: 2, operations: [{}] });
    expect(readBulkRequest({ Operations: [] })).toEqual({ failOnErrors: undefined, operations: [] });
  });

  test.each([
    ["no object", [], "invalidSyntax"],
    ["no operations", { failOnErrors: 1 }, "invalidSyntax"],
    ["a failOnErrors that counts nothing", { failOnErrors: -1, Operations: [] }, "invalidValue"],
    ["a failOnErrors that is text", { failOnErrors: "1", Operations: [] }, "invalidValue"],
  ])("with %s is refused", (_, body, scimType) => {
    expect(refusal(() => readBulkRequest(body)).scimType).toBe(scimType);
  });

  test("an operation is read leniently in its letters", () => {
    expect(readBulkOperation({ method: "post", Path: "Users", bulkid: "a", data: {} })).toEqual({
      method: "POST",
      path: "/Users",
      bulkId: "a",
      version: undefined,
      data: {},
    });
  });

  test.each([
    ["a GET", { method: "GET", path: "/Users/1" }],
    ["without path", { method: "DELETE" }],
    ["a POST without bulkId", { method: "POST", path: "/Users", data: {} }],
    ["a PUT without data", { method: "PUT", path: "/Users/1" }],
    ["with a number for its version", { method: "DELETE", path: "/Users/1", version: 1 }],
  ])("%s is no operation: invalidSyntax", (_, operation) => {
    expect(refusal(() => readBulkOperation(operation)).scimType).toBe("invalidSyntax");
  });

  test("its answer has statuses as text (§3.7.3)", () => {
    const [only] = [{ method: "DELETE", bulkId: undefined, location: "https://h/Users/1", status: 204 }];
    expect(bulkResponse([only])).toEqual({
      schemas: ["urn:ietf:params:scim:api:messages:2.0:BulkResponse"],
      Operations: [{ method: "DELETE", location: "https://h/Users/1", status: "204" }],
    });
  });
});

describe("references (RFC 7644 §3.7.1)", () => {
  const data = {
    displayName: "about bulkId:x",
    manager: { value: "bulkId:boss", $ref: "../Users/bulkId:boss" },
    members: [{ value: "bulkId:ana" }, { value: "0199" }],
    Operations: [{ op: "remove", path: 'members[value eq "bulkId:old"].type' }],
  };

  test("are found at any depth, in references and in the filters of paths, but not inside text", () => {
    expect([...referencesOf(data)]).toEqual(["boss", "ana", "old"]);
  });

  test("are replaced where they are known, and nothing else is", () => {
    const ids = new Map([
      ["boss", "1"],
      ["old", "3"],
    ]);
    expect(resolveReferences(data, (bulkId) => ids.get(bulkId))).toEqual({
      displayName: "about bulkId:x",
      manager: { value: "1", $ref: "../Users/1" },
      members: [{ value: "bulkId:ana" }, { value: "0199" }],
      Operations: [{ op: "remove", path: 'members[value eq "3"].type' }],
    });
  });

  test("part a body in what can be written now and what must wait", () => {
    expect(partReferences({ ...data, Operations: undefined })).toEqual({
      now: { displayName: "about bulkId:x", manager: {}, members: [{ value: "0199" }] },
      later: { manager: { value: "bulkId:boss", $ref: "../Users/bulkId:boss" }, members: [{ value: "bulkId:ana" }] },
    });
  });
});
