import { scimPatch, type ScimPatchOperation } from "scim-patch";
import { describe, expect, test } from "vitest";
import { userDefinition } from "../__fixtures__/definitions";
import type { Json, JsonObject } from "../json";
import { applyPatch } from "./apply-patch";
import { parsePatch } from "./parse-patch";

/**
 * The npm package scim-patch as a second opinion. It knows no schema; where that makes it differ, the paragraph that
 * decides is beside the example.
 */
const before = {
  userName: "ana",
  active: true,
  title: "T",
  name: { givenName: "A", familyName: "P" },
  emails: [
    { value: "w@x", type: "work", primary: true },
    { value: "h@x", type: "home", display: "H" },
  ],
};

const meta = { created: new Date(0), lastModified: new Date(0) };

function byOracle(operation: ScimPatchOperation): unknown {
  // It sorts nothing and copies nothing unless told: a copy goes in.
  const {
    schemas: _schemas,
    meta: _meta,
    ...rest
  } = scimPatch({ schemas: [], meta, ...structuredClone(before) }, [operation], { mutateDocument: false });
  return rest;
}

const byUs = (operation: Json): JsonObject =>
  applyPatch(userDefinition, before, parsePatch(userDefinition, { Operations: [operation] }).operations).attributes;

describe("scim-patch agrees on", () => {
  test.each<[ScimPatchOperation & JsonObject]>([
    [{ op: "add", path: "nickName", value: "N" }],
    [{ op: "add", path: "title", value: "U" }],
    [{ op: "add", path: "name", value: { middleName: "M" } }],
    [{ op: "add", path: "emails", value: [{ value: "o@x", type: "other" }] }],
    [{ op: "add", value: { nickName: "N", title: "U" } }],
    [{ op: "replace", path: "title", value: "U" }],
    [{ op: "replace", path: "name.givenName", value: "B" }],
    [{ op: "replace", value: { title: "U", active: false } }],
    [{ op: "replace", path: "emails", value: [{ value: "n@x" }] }],
    [{ op: "replace", path: 'emails[type eq "work"].value', value: "n@x" }],
    [{ op: "add", path: "emails", value: [{ value: "h@x", type: "home", display: "H" }] }],
    [{ op: "remove", path: "nickName" }],
    [{ op: "remove", path: 'emails[type eq "other"]' }],
    [{ op: "replace", path: 'emails[type eq "home" and display eq "H"].display', value: "I" }],
    [{ op: "remove", path: "title" }],
    [{ op: "remove", path: "name.familyName" }],
    [{ op: "remove", path: "emails" }],
    [{ op: "remove", path: 'emails[type eq "work"]' }],
    [{ op: "remove", path: 'emails[type eq "home"].display' }],
    [{ op: "remove", path: 'emails[value ew "x" and not (type eq "home")]' }],
  ])("%j", (operation) => {
    expect(byUs(operation)).toEqual(byOracle(operation));
  });
});

describe("scim-patch differs on", () => {
  test.each<[string, ScimPatchOperation & JsonObject]>([
    [
      "primary: set on one value it is cleared on the others (RFC 7644 §3.5.2)",
      { op: "add", path: "emails", value: [{ value: "o@x", type: "other", primary: true }] },
    ],
    [
      "one value and type given with fewer parts: it is listed once (RFC 7643 §2.4)",
      { op: "add", path: "emails", value: [{ value: "w@x", type: "work" }] },
    ],
    [
      "letter case: emails are not caseExact, so this one is there already (RFC 7643 §2.2, RFC 7644 §3.5.2.1)",
      { op: "add", path: "emails", value: [{ value: "W@X", type: "work" }] },
    ],
    [
      "names of attributes, which are case-insensitive (RFC 7643 §2.1)",
      { op: "replace", path: "DISPLAYNAME", value: "D" },
    ],
  ])("%s", (_, operation) => {
    expect(byUs(operation)).not.toEqual(byOracle(operation));
  });

  test("a value filter without a match: it refuses all, we create a value of a canonical type (ENTRA.md §4.3-3)", () => {
    const operation = { op: "replace" as const, path: 'emails[type eq "other"].value', value: "o@x" };
    expect(() => byOracle(operation)).toThrow("no record match");
    expect(byUs(operation).emails).toContainEqual({ type: "other", value: "o@x" });
  });
});
