import { describe, expect, test } from "vitest";
import { customUrn, groupDefinition, userDefinition } from "../__fixtures__/definitions";
import { fixture } from "../__fixtures__/fixture";
import { frozen } from "../__fixtures__/frozen";
import { refusal } from "../__fixtures__/refusal";
import type { Json } from "../json";
import { enterpriseUserUrn } from "../urns";
import { parsePatch } from "./parse-patch";

const parse = (...Operations: Json[]) => parsePatch(userDefinition, frozen({ Operations }));
const changes = (...Operations: Json[]) => parsePatch(groupDefinition, frozen({ Operations })).memberChanges;
/** Operations in short: op, where, value. */
const brief = (...operations: Json[]) =>
  parse(...operations).operations.map((each) => [
    each.op,
    [each.target.extension, each.target.attribute.name, each.target.subAttribute?.name].filter(Boolean).join("/"),
    each.op === "remove" ? each.values : each.value,
  ]);

describe("the envelope (RFC 7644 §3.5.2)", () => {
  test.each<[unknown]>([
    [null],
    [[]],
    [{}],
    [{ Operations: {} }],
    [{ Operations: ["x"] }],
    [{ Operations: [{}] }],
    [{ Operations: [{ op: "copy", path: "title" }] }],
    [{ Operations: [{ op: 1 }] }],
    [{ Operations: [{ op: "add", path: 1, value: "x" }] }],
  ])("%j is refused with invalidSyntax", (body) => {
    expect(refusal(() => parsePatch(userDefinition, body))).toMatchObject({ status: 400, scimType: "invalidSyntax" });
  });

  test("keys and op are case-insensitive, other keys and missing schemas do not matter", () => {
    const body = { operations: [{ OP: "rePlace", Path: "TITLE", Value: "T", name: "x" }], id: "u1" };
    expect(parsePatch(userDefinition, body).operations).toMatchObject([
      { op: "replace", target: { attribute: { name: "title" } }, value: "T" },
    ]);
  });

  test("no operations are a change of nothing", () => {
    expect(parse()).toEqual({ operations: [], memberChanges: [], dialect: "rfc", notes: [] });
  });
});

describe("paths and values", () => {
  test.each<[Json, unknown]>([
    [
      { op: "add", path: "manager", value: [{ $ref: null, value: "m" }] },
      ["add", `${enterpriseUserUrn}/manager`, { $ref: null, value: "m" }],
    ],
    [
      { op: "add", path: `${enterpriseUserUrn}:manager`, value: "m" },
      ["add", `${enterpriseUserUrn}/manager`, { value: "m" }],
    ],
    [
      { op: "replace", path: `${enterpriseUserUrn}:manager`, value: { value: "" } },
      ["replace", `${enterpriseUserUrn}/manager`, null],
    ],
    [
      { op: "replace", path: "urn:ietf:params:scim:schemas:core:2.0:User:name.givenName", value: "G" },
      ["replace", "name/givenName", "G"],
    ],
    [{ op: "replace", path: "displayName", value: [{ $ref: null, value: "X" }] }, ["replace", "displayName", "X"]],
    [{ op: "replace", path: "active", value: "False" }, ["replace", "active", false]],
    [{ op: "replace", path: "title", value: "" }, ["replace", "title", null]],
    [{ op: "add", path: "emails", value: { value: "a" } }, ["add", "emails", [{ value: "a" }]]],
    [{ op: "remove", path: "roles", value: [{ value: "r" }] }, ["remove", "roles", [{ value: "r" }]]],
    [{ op: "remove", path: "roles", value: [] }, ["remove", "roles", []]],
    [{ op: "remove", path: "title", value: "x" }, ["remove", "title", undefined]],
    [{ op: "remove", path: enterpriseUserUrn }, ["remove", enterpriseUserUrn, undefined]],
    [
      { op: "add", path: enterpriseUserUrn, value: { department: "IT" } },
      ["add", `${enterpriseUserUrn}/department`, "IT"],
    ],
  ])("%j is one operation", (operation, expected) => {
    expect(brief(operation)).toEqual([expected]);
  });

  test("an object without a path is one operation per key, a key being a path (ENTRA.md §4.2)", () => {
    const value = {
      displayName: "D",
      "name.givenName": "G",
      [`${enterpriseUserUrn}:department`]: "IT",
      [enterpriseUserUrn]: { employeeNumber: "1", nope: "x" },
      'emails[type eq "work"].value': "a@b",
      "urn:nobody:knows": { x: 1 },
      id: "u1",
      nope: null,
    };
    expect(brief({ op: "replace", value })).toEqual([
      ["replace", "displayName", "D"],
      ["replace", "name/givenName", "G"],
      ["replace", `${enterpriseUserUrn}/department`, "IT"],
      ["replace", `${enterpriseUserUrn}/employeeNumber`, "1"],
      ["replace", "emails/value", "a@b"],
    ]);
    expect(parse({ op: "replace", value }).notes.map(({ code, path }) => [code, path])).toEqual([
      ["ignored-attribute", `${enterpriseUserUrn}:nope`],
      ["ignored-attribute", "urn:nobody:knows"],
      ["ignored-read-only", "id"],
    ]);
  });

  test("a password is accepted and not stored, schemas follow from the data", () => {
    const { operations, notes } = parse(
      { op: "replace", path: "password", value: "x" },
      { op: "add", path: "schemas", value: ["x"] },
    );
    expect(operations).toEqual([]);
    expect(notes.map(({ code }) => code)).toEqual(["not-stored", "ignored-schemas"]);
    expect(JSON.stringify(notes)).not.toContain('"x"');
  });

  test.each<[Json, string]>([
    [{ op: "remove" }, "noTarget"],
    [{ op: "add", path: "nope", value: 1 }, "invalidPath"],
    [{ op: "add", path: "urn:nobody:knows:tag", value: 1 }, "invalidPath"],
    [{ op: "add", path: "emails[nope eq 1].value", value: 1 }, "invalidFilter"],
    [{ op: "add", path: 'emails[type eq "work"].nope', value: 1 }, "invalidPath"],
    [{ op: "add", path: 'name[familyName eq "x"].givenName', value: 1 }, "invalidPath"],
    [{ op: "add", path: "name.givenName.x", value: 1 }, "invalidPath"],
    [{ op: "add", path: "title" }, "invalidValue"],
    [{ op: "replace", value: "x" }, "invalidValue"],
    [{ op: "add", value: [1, 2] }, "invalidValue"],
    [{ op: "replace", path: "active", value: "maybe" }, "invalidValue"],
    [{ op: "replace", path: "id", value: "x" }, "mutability"],
    [{ op: "add", path: "groups", value: [{ value: "g" }] }, "mutability"],
    [{ op: "replace", path: "meta.created", value: "x" }, "mutability"],
    [{ op: "replace", path: "manager.displayName", value: "x" }, "mutability"],
  ])("%j is refused with %s", (operation, scimType) => {
    expect(refusal(() => parse(operation))).toMatchObject({ status: 400, scimType });
  });
});

describe("what a value path may create (ENTRA.md §4.3-3)", () => {
  test.each<[string, string, unknown]>([
    ["replace", 'emails[type eq "work"].value', { type: "work" }],
    ["replace", 'emails[type eq "WORK"].value', { type: "work" }],
    ["add", 'roles[primary eq "True"].display', { primary: true }],
    ["add", 'roles[type eq "anything"].display', { type: "anything" }],
    ["replace", 'emails[type eq "work" and primary eq true].value', { type: "work", primary: true }],
    ["replace", 'emails[type eq "private"].value', undefined],
    ["replace", 'emails[value eq "a"].display', undefined],
    ["replace", 'emails[type ne "work"].value', undefined],
    ["replace", 'emails[type eq "work" or primary eq true].value', undefined],
    ["replace", 'emails[not (type eq "work")].value', undefined],
    ["Replace", 'emails[type eq "private"].value', { type: "private" }],
    ["Add", 'emails[value eq "a" and type eq "x"].display', { value: "a", type: "x" }],
    ["Add", 'emails[type ne "work"].value', undefined],
  ])("%s %s: %j", (op, path, template) => {
    expect(parse({ op, path, value: "v" }).operations[0]?.target.template).toEqual(template);
  });
});

describe("members (RFC 7644 §3.5.2, ENTRA.md §4.1)", () => {
  test.each<[string, unknown]>([
    ["rfc7644-3.5.2.1-patch_op-add_members", [{ kind: "add", values: ["2819c223-7f76-453a-919d-413861904646"] }]],
    ["rfc7644-3.5.2.2-patch_op-remove_one_member", [{ kind: "remove", values: ["2819c223-7f76-413861904646"] }]],
    ["rfc7644-3.5.2.2-patch_op-remove_all_members", [{ kind: "removeAll" }]],
    [
      "rfc7644-3.5.2.2-patch_op-remove_and_add_one_member",
      [
        { kind: "remove", values: ["2819c223-7f76-413861904646"] },
        { kind: "add", values: ["08e1d05d-7f76-453a-919d-413861904646"] },
      ],
    ],
    [
      "rfc7644-3.5.2.2-patch_op-replace_all_members",
      [
        { kind: "removeAll" },
        { kind: "add", values: ["2819c223-7f76-453a-919d-413861904646", "08e1d05d-7f76-453a-919d-413861904646"] },
      ],
    ],
    [
      "rfc7644-3.5.2.3-patch_op-replace_all_members",
      [{ kind: "replace", values: ["2819c223-7f76-453a-919d-413861904646", "08e1d05d-7f76-453a-919d-413861904646"] }],
    ],
  ])("%s", (name, expected) => {
    expect(parsePatch(groupDefinition, fixture(name)).memberChanges).toEqual(expected);
  });

  test("a legacy Remove with values removes only these, and with an empty list nobody", () => {
    expect(changes({ op: "Remove", path: "members", value: [{ $ref: null, value: "a" }] })).toEqual([
      { kind: "remove", values: ["a"] },
    ]);
    expect(changes({ op: "Remove", path: "members", value: [] })).toEqual([]);
    expect(changes({ op: "replace", path: "members", value: [] })).toEqual([{ kind: "removeAll" }]);
  });

  test("a filter by ids needs no member, any other names which", () => {
    expect(changes({ op: "remove", path: 'members[value eq "a" or value eq "b"]' })).toEqual([
      { kind: "remove", values: ["a", "b"] },
    ]);
    expect(changes({ op: "remove", path: 'members[type eq "Group"]' })).toMatchObject([
      { kind: "removeWhere", filter: { kind: "compare" } },
    ]);
  });

  test("ten thousand operations are one change, in a moment", () => {
    const operations = Array.from({ length: 10_000 }, (_, index) => ({
      op: "Add",
      path: "members",
      value: [{ value: `m${index % 9000}` }],
    }));
    const joined = changes(...operations);
    expect(joined).toHaveLength(1);
    expect(joined[0]).toMatchObject({ kind: "add", values: { length: 9000 } });
  });

  test("order is kept, and what a replacement overwrites is dropped", () => {
    const add = (value: string) => ({ op: "add", path: "members", value });
    const remove = (value: string) => ({ op: "remove", path: "members", value });
    expect(changes(add("a"), remove("a"), add("b"), add("c"))).toEqual([
      { kind: "add", values: ["a"] },
      { kind: "remove", values: ["a"] },
      { kind: "add", values: ["b", "c"] },
    ]);
    expect(
      changes(add("a"), { op: "replace", value: { members: [{ value: "x" }], displayName: "G" } }, add("b")),
    ).toEqual([
      { kind: "replace", values: ["x"] },
      { kind: "add", values: ["b"] },
    ]);
  });

  test.each<[Json, string]>([
    [{ op: "add", path: "members", value: [{ display: "x" }] }, "invalidValue"],
    [{ op: "replace", path: 'members[value eq "a"].value', value: "b" }, "mutability"],
    [{ op: "add", path: 'members[value eq "a"]', value: { value: "b" } }, "invalidPath"],
    [{ op: "remove", path: 'members[nope eq "a"]' }, "invalidFilter"],
  ])("%j is refused with %s", (operation, scimType) => {
    expect(refusal(() => changes(operation))).toMatchObject({ status: 400, scimType });
  });
});

describe("the dialect", () => {
  test.each<[string, Json]>([
    ["entra-legacy", { op: "Replace", path: "active", value: "False" }],
    ["entra-compliant", { op: "replace", value: { "name.givenName": "G" } }],
    ["entra-compliant", { op: "replace", value: { [`${enterpriseUserUrn}:department`]: "IT", "name.givenName": "x" } }],
    ["entra-compliant", { op: "add", path: 'roles[primary eq "True"].value', value: "r" }],
    ["okta", { op: "replace", value: { active: false } }],
    ["okta", { op: "replace", value: { id: "g", displayName: "G" } }],
    ["rfc", { op: "replace", path: "active", value: false }],
    ["rfc", { op: "add", path: `${customUrn}:tags`, value: ["x"] }],
  ])("%s: %j", (dialect, operation) => {
    expect(parse(operation).dialect).toBe(dialect);
  });
});
