import { describe, expect, test } from "vitest";
import { customUrn, groupDefinition, userDefinition } from "../__fixtures__/definitions";
import { frozen } from "../__fixtures__/frozen";
import { refusal } from "../__fixtures__/refusal";
import { enterpriseUserUrn, groupUrn, userUrn } from "../urns";
import { parseProjection, wants } from "./projection";
import { represent } from "./represent";

const baseUrl = "https://muster.example/scim/v2";
const at = new Date("2026-05-03T10:00:00.000Z");
const record = frozen({
  id: "u1",
  created: at,
  lastModified: at,
  version: 3,
  attributes: {
    userName: "Ana",
    externalId: "7",
    name: { givenName: "A", familyName: "P" },
    emails: [{ value: "a@b", type: "work" }],
    [enterpriseUserUrn]: { department: "IT", manager: { value: "m" } },
    [customUrn]: { secret: "s", badge: "b" },
  },
});
const groups = [{ value: "g1", display: "G", type: "direct" as const }];

const shown = (attributes?: string, excluded?: string) =>
  represent(userDefinition, record, {
    baseUrl,
    groups,
    projection: parseProjection(userDefinition, attributes, excluded),
  });

const meta = {
  resourceType: "User",
  created: "2026-05-03T10:00:00.000Z",
  lastModified: "2026-05-03T10:00:00.000Z",
  location: "https://muster.example/scim/v2/Users/u1",
  version: 'W/"3"',
};
const schemas = [userUrn, enterpriseUserUrn, customUrn];

describe("a representation (RFC 7643 §3)", () => {
  test("has schemas for what it holds, meta, and references from the base URL", () => {
    expect(represent(userDefinition, record, { baseUrl, groups })).toEqual({
      schemas,
      id: "u1",
      ...record.attributes,
      [customUrn]: { badge: "b" },
      groups: [{ value: "g1", $ref: `${baseUrl}/Groups/g1`, display: "G", type: "direct" }],
      meta,
    });
  });

  test("of a group lists members by type; empty lists and absent extensions are left out", () => {
    const group = { ...record, attributes: { displayName: "G" } };
    const members = [
      { value: "x", type: "Group" as const },
      { value: "y", type: "User" as const, display: "Y" },
    ];
    expect(represent(groupDefinition, group, { baseUrl, members })).toMatchObject({
      schemas: [groupUrn],
      members: [
        { value: "x", $ref: `${baseUrl}/Groups/x`, type: "Group" },
        { value: "y", $ref: `${baseUrl}/Users/y`, type: "User", display: "Y" },
      ],
      meta: { location: `${baseUrl}/Groups/u1` },
    });
    expect(represent(groupDefinition, group, { baseUrl, members: [] })).not.toHaveProperty("members");
  });
});

describe("attributes and excludedAttributes (RFC 7644 §3.4.2.5)", () => {
  test.each([
    ["userName", { userName: "Ana" }],
    ["USERNAME, name.familyname", { userName: "Ana", name: { familyName: "P" } }],
    ["emails.value", { emails: [{ value: "a@b" }] }],
    ['emails[type eq "work"],userName', { userName: "Ana", emails: [{ value: "a@b", type: "work" }] }],
    [`${enterpriseUserUrn}:department`, { [enterpriseUserUrn]: { department: "IT" } }],
    [enterpriseUserUrn, { [enterpriseUserUrn]: { department: "IT", manager: { value: "m" } } }],
    ["manager.value", { [enterpriseUserUrn]: { manager: { value: "m" } } }],
    ["meta.version", { meta: { version: 'W/"3"' } }],
    [`${customUrn}:secret`, { [customUrn]: { secret: "s" } }],
    ["id", {}],
    ["nope,password", {}],
  ])("attributes=%s gives those, id and schemas", (attributes, expected) => {
    expect(shown(attributes)).toEqual({ schemas, id: "u1", ...expected });
  });

  test("excludedAttributes leaves out what it names, but never what is always returned", () => {
    expect(shown(undefined, "emails,name.givenName,groups,id,schemas,externalId")).toEqual({
      schemas,
      id: "u1",
      userName: "Ana",
      name: { familyName: "P" },
      [enterpriseUserUrn]: { department: "IT", manager: { value: "m" } },
      [customUrn]: { badge: "b" },
      meta,
    });
  });

  test("both at once are refused with invalidValue; empty ones are none", () => {
    expect(refusal(() => parseProjection(userDefinition, "a", "b"))).toMatchObject({
      status: 400,
      scimType: "invalidValue",
    });
    expect(parseProjection(userDefinition, " ", "").kind).toBe("default");
  });

  test.each<[string | undefined, string | undefined, boolean]>([
    [undefined, undefined, true],
    ["id", undefined, false],
    ["members", undefined, true],
    ["members.value", undefined, true],
    [undefined, "members", false],
    [undefined, "members.display", true],
  ])("attributes=%s excludedAttributes=%s wants members: %j", (only, except, expected) => {
    expect(wants(parseProjection(groupDefinition, only, except), "members")).toBe(expected);
  });
});
