import { describe, expect, test } from "vitest";
import type { MemberChange } from "@/lib/scim/patch/operation";
import { foldMembership } from "./fold-membership";

const neverLoaded = () => {
  throw new Error("members were loaded");
};

describe("operations on members fold into one set change", () => {
  test.each<[string, MemberChange[], Awaited<ReturnType<typeof foldMembership>>]>([
    ["an add", [{ kind: "add", values: ["a"] }], { add: ["a"], remove: [], replaceAll: false }],
    [
      "add and remove of the same member",
      [
        { kind: "add", values: ["a"] },
        { kind: "remove", values: ["a"] },
      ],
      { add: [], remove: ["a"], replaceAll: false },
    ],
    [
      "remove and add of the same member",
      [
        { kind: "remove", values: ["a"] },
        { kind: "add", values: ["a"] },
      ],
      { add: ["a"], remove: [], replaceAll: false },
    ],
    [
      "a replacement forgets what came before",
      [
        { kind: "add", values: ["a"] },
        { kind: "replace", values: ["b"] },
      ],
      { add: ["b"], remove: [], replaceAll: true },
    ],
    [
      "what follows a replacement counts",
      [
        { kind: "replace", values: ["a", "b"] },
        { kind: "remove", values: ["a"] },
        { kind: "add", values: ["c"] },
      ],
      { add: ["b", "c"], remove: [], replaceAll: true },
    ],
    ["remove of all", [{ kind: "removeAll" }], { add: [], remove: [], replaceAll: true }],
    [
      "ids in capitals are the same ids",
      [
        { kind: "add", values: ["A"] },
        { kind: "remove", values: ["a"] },
      ],
      { add: [], remove: ["a"], replaceAll: false },
    ],
  ])("%s, without loading anybody", async (_, changes, expected) => {
    expect(await foldMembership(changes, neverLoaded)).toEqual(expected);
  });
});
