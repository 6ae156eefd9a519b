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
