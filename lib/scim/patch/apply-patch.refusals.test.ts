import { describe, expect, test } from "vitest";
import { customUrn, groupDefinition, userDefinition } from "../__fixtures__/definitions";
import { frozen } from "../__fixtures__/frozen";
import { refusal } from "../__fixtures__/refusal";
import type { Json, JsonObject } from "../json";
import { applyPatch } from "./apply-patch";
import { parsePatch } from "./parse-patch";

const user = (attributes: JsonObject) => ({ userName: "ana", ...attributes });

const result = (attributes: JsonObject, ...Operations: Json[]) =>
  applyPatch(userDefinition, frozen(user(attributes)), parsePatch(userDefinition, { Operations }).operations)
    .attributes;

const work = { value: "w@x", type: "work" };

describe("refusals", () => {
  const before = { emails: [work], [customUrn]: { site: "Oslo", cards: [{ value: "1", type: "a" }] } };

  test.each<[string, string, Json[]]>([
    [
      "a filter that matches nothing",
      "noTarget",
      [{ op: "replace", path: 'emails[value eq "nobody"].display', value: "x" }],
    ],
    [
      "a type that is not canonical",
      "noTarget",
      [{ op: "replace", path: 'emails[type eq "private"].value', value: "x" }],
    ],
    [
      "another value of an immutable attribute",
      "mutability",
      [{ op: "replace", path: `${customUrn}:site`, value: "Bergen" }],
    ],
    ["the removal of an immutable attribute", "mutability", [{ op: "remove", path: `${customUrn}:site` }]],
    ["the removal of an extension that holds one", "mutability", [{ op: "remove", path: customUrn }]],
    [
      "another value of an immutable part",
      "mutability",
      [{ op: "replace", path: `${customUrn}:cards[type eq "a"].value`, value: "2" }],
    ],
    ["the removal of a required attribute", "mutability", [{ op: "remove", path: "userName" }]],
    ["a required attribute set to nothing", "invalidValue", [{ op: "replace", path: "userName", value: "" }]],
    ["a required part left out", "invalidValue", [{ op: "add", path: `${customUrn}:office`, value: { floor: 1 } }]],
    [
      "one bad operation among good ones",
      "noTarget",
      [
        { op: "replace", path: "title", value: "T" },
        { op: "replace", path: 'emails[value eq "nobody"]', value: work },
      ],
    ],
  ])("%s: %s", (_, scimType, operations) => {
    expect(refusal(() => result(before, ...operations))).toMatchObject({ status: 400, scimType });
  });

  test("an immutable attribute may be set once, and set again to the same", () => {
    const set = { op: "add", path: `${customUrn}:site`, value: "Oslo" };
    expect(result({}, set)).toEqual(user({ [customUrn]: { site: "Oslo" } }));
    expect(result(before, set)).toEqual(user(before));
  });

  test("a required attribute may be removed and added again in one request", () => {
    const operations = [
      { op: "remove", path: "displayName" },
      { op: "add", path: "displayName", value: "New" },
    ];
    const { operations: parsed } = parsePatch(groupDefinition, { Operations: operations });
    expect(applyPatch(groupDefinition, { displayName: "Old" }, parsed).attributes).toEqual({ displayName: "New" });
  });

  test("noTarget says what to do", () => {
    expect(
      refusal(() => result(before, { op: "replace", path: 'emails[value eq "nobody"].display', value: "x" })).detail,
    ).toBe(
      'The path "emails[value eq \\"nobody\\"].display" matches no value of emails. Add one with the path emails, or correct the filter.',
    );
  });
});

describe("an attribute has at most 1,000 values, so that no request is work for minutes", () => {
  const roles = (count: number, from = 0) =>
    Array.from({ length: count }, (_, index) => ({ value: `r${from + index}` }));

  test.each<[string, JsonObject]>([
    ["more at once", { op: "add", path: "roles", value: roles(1_001) }],
    ["more than there is room for", { op: "add", path: "roles", value: roles(2, 999) }],
    ["one more", { op: "Add", path: 'roles[value eq "r1000"].display', value: "x" }],
    ["more to remove", { op: "Remove", path: "roles", value: roles(1_001) }],
  ])("%s is invalidValue", (_, operation) => {
    expect(refusal(() => result({ roles: roles(1_000) }, operation))).toMatchObject({ scimType: "invalidValue" });
  });

  test("those that it has by then can be removed and completed", () => {
    const before = { roles: roles(1_200) };
    const operations = [
      { op: "replace", path: 'roles[value eq "r1"].display', value: "One" },
      { op: "remove", path: "roles", value: roles(1_000, 2) },
    ];
    expect(result(before, ...operations).roles).toEqual([
      { value: "r0" },
      { value: "r1", display: "One" },
      ...roles(198, 1_002),
    ]);
  });
});
