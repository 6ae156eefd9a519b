import { describe, expect, test } from "vitest";
import { customUrn, userDefinition } from "../__fixtures__/definitions";
import { fixture } from "../__fixtures__/fixture";
import { frozen } from "../__fixtures__/frozen";
import type { Json, JsonObject } from "../json";
import { readResource } from "../resource/read-resource";
import { enterpriseUserUrn } from "../urns";
import { applyPatch } from "./apply-patch";
import { parsePatch } from "./parse-patch";

const barbara = frozen(
  readResource(userDefinition, fixture("rfc7643-8.3-enterprise_user"), { kind: "create" }).attributes,
);

const patched = (attributes: JsonObject, body: unknown) =>
  applyPatch(userDefinition, frozen(attributes), frozen(parsePatch(userDefinition, body).operations));

const result = (attributes: JsonObject, ...Operations: Json[]) =>
  patched({ userName: "ana", ...attributes }, { Operations }).attributes;

const user = (attributes: JsonObject) => ({ userName: "ana", ...attributes });
const work = { value: "w@x", type: "work" };
const home = { value: "h@x", type: "home" };

describe("the RFC's examples (RFC 7644 §3.5.2)", () => {
  test.each<[string, (before: JsonObject) => JsonObject]>([
    ["rfc7644-3.5.2.1-patch_op-add_emails_and_nickname", () => ({})],
    [
      "rfc7644-3.5.2.2-patch_op-remove_email_by_filter",
      () => ({ emails: [{ value: "babs@jensen.org", type: "home" }] }),
    ],
    ["rfc7644-3.5.2.3-patch_op-replace_emails_and_nickname", () => ({})],
  ])("%s", (name, change) => {
    expect(patched(barbara, fixture(name)).attributes).toEqual({ ...barbara, ...change(barbara) });
  });

  test("rfc7644-3.5.2.3-patch_op-replace_work_address replaces the matching address whole", () => {
    const { addresses } = patched(barbara, fixture("rfc7644-3.5.2.3-patch_op-replace_work_address")).attributes;
    expect(addresses).toMatchObject([
      { type: "work", streetAddress: "911 Universal City Plaza", primary: true },
      { type: "home" },
    ]);
  });

  test("rfc7644-3.5.2.3-patch_op-replace_street_address changes one part of it", () => {
    const { addresses } = patched(barbara, fixture("rfc7644-3.5.2.3-patch_op-replace_street_address")).attributes;
    expect(addresses).toMatchObject([{ streetAddress: "1010 Broadway Ave", locality: "Hollywood", primary: true }, {}]);
  });
});

describe("add (RFC 7644 §3.5.2.1)", () => {
  test.each<[string, JsonObject, Json, JsonObject]>([
    ["sets a single value", {}, { op: "add", path: "title", value: "T" }, { title: "T" }],
    ["replaces one that is there", { title: "S" }, { op: "add", path: "title", value: "T" }, { title: "T" }],
    [
      "merges into a complex one",
      { name: { givenName: "A" } },
      { op: "add", path: "name", value: { familyName: "P" } },
      { name: { givenName: "A", familyName: "P" } },
    ],
    ["appends to a list", { emails: [work] }, { op: "add", path: "emails", value: [home] }, { emails: [work, home] }],
    [
      "does not add what is there",
      { emails: [work] },
      { op: "add", path: "emails", value: [{ value: "W@x" }] },
      { emails: [work] },
    ],
    [
      "completes a value of the same type",
      { roles: [{ value: "r" }] },
      { op: "add", path: "roles", value: [{ value: "r", display: "R" }] },
      { roles: [{ value: "r", display: "R" }] },
    ],
    [
      "keeps values of other types apart",
      { emails: [work] },
      { op: "add", path: "emails", value: [{ value: "w@x", type: "home" }] },
      { emails: [work, { value: "w@x", type: "home" }] },
    ],
    [
      "adds to simple lists without duplicates",
      { [customUrn]: { tags: ["a"] } },
      { op: "add", path: `${customUrn}:tags`, value: ["A", "b"] },
      { [customUrn]: { tags: ["a", "b"] } },
    ],
    [
      "sets parts of each match",
      { emails: [work, home] },
      { op: "add", path: 'emails[type eq "home"]', value: { display: "H" } },
      { emails: [work, { ...home, display: "H" }] },
    ],
    [
      "adds nothing when given no value",
      { title: "T", emails: [work] },
      { op: "add", value: { title: "", emails: [], name: null } },
      { title: "T", emails: [work] },
    ],
    [
      "makes a new primary value the only one",
      { emails: [{ ...work, primary: true }] },
      { op: "add", path: "emails", value: [{ ...home, primary: true }] },
      {
        emails: [
          { ...work, primary: false },
          { ...home, primary: true },
        ],
      },
    ],
    [
      "to a part of no element creates one",
      {},
      { op: "add", path: "emails.value", value: "w@x" },
      { emails: [{ value: "w@x" }] },
    ],
  ])("%s", (_, before, operation, after) => {
    expect(result(before, operation)).toEqual(user(after));
  });
});

describe("replace (RFC 7644 §3.5.2.3)", () => {
  test.each<[string, JsonObject, Json, JsonObject]>([
    [
      "a bare value where a filter selects the element changes its value, and it keeps its type",
      { emails: [work, home] },
      { op: "replace", path: 'emails[type eq "work"]', value: "n@x" },
      { emails: [{ value: "n@x", type: "work" }, home] },
    ],
    ["sets a value that was not there", {}, { op: "replace", path: "title", value: "T" }, { title: "T" }],
    [
      "leaves parts that are not given",
      { name: { givenName: "A", familyName: "P" } },
      { op: "replace", path: "name", value: { givenName: "B" } },
      { name: { givenName: "B", familyName: "P" } },
    ],
    [
      "clears a part given as null",
      { name: { givenName: "A", familyName: "P" } },
      { op: "replace", value: { name: { givenName: null } } },
      { name: { familyName: "P" } },
    ],
    ["replaces a list", { emails: [work] }, { op: "replace", path: "emails", value: [home] }, { emails: [home] }],
    [
      "by nothing unassigns",
      { title: "T", emails: [work], name: { givenName: "A" } },
      { op: "replace", value: { title: "", emails: [], name: null } },
      {},
    ],
    [
      "a part of every match",
      { emails: [work, { value: "v@x", type: "work" }, home] },
      { op: "replace", path: 'emails[type eq "work"].display', value: "D" },
      { emails: [{ ...work, display: "D" }, { value: "v@x", type: "work", display: "D" }, home] },
    ],
    [
      "of several values by one lists it once",
      { emails: [work, { value: "v@x", type: "work" }, home] },
      { op: "replace", path: 'emails[type eq "work"].value', value: "n@x" },
      { emails: [{ value: "n@x", type: "work" }, home] },
    ],
    [
      "of several values lists once also what a completed one then holds",
      { emails: [work, { type: "work", display: "W" }, { ...work, display: "W" }] },
      { op: "add", path: 'emails[type eq "work"].primary', value: false },
      { emails: [{ ...work, display: "W", primary: false }] },
    ],
    [
      "creates an element of a canonical type",
      {},
      { op: "replace", path: 'phoneNumbers[type eq "mobile"].value', value: "1" },
      { phoneNumbers: [{ type: "mobile", value: "1" }] },
    ],
    [
      "creates a whole element",
      {},
      { op: "replace", path: 'emails[type eq "work"]', value: { value: "w@x" } },
      { emails: [work] },
    ],
    ["by nothing creates nothing", {}, { op: "replace", path: 'phoneNumbers[type eq "work"].value', value: "" }, {}],
    [
      "by nothing drops an element of labels alone",
      { phoneNumbers: [{ type: "work", value: "1", primary: true }] },
      { op: "replace", path: 'phoneNumbers[type eq "work"].value', value: "" },
      {},
    ],
    [
      "makes one value primary",
      { emails: [{ ...work, primary: true }, home] },
      { op: "replace", path: 'emails[type eq "home"].primary', value: true },
      {
        emails: [
          { ...work, primary: false },
          { ...home, primary: true },
        ],
      },
    ],
    [
      "by an object of which nothing can be taken over changes nothing",
      { name: { givenName: "Ana" }, emails: [work], [enterpriseUserUrn]: { manager: { value: "a" } } },
      {
        op: "replace",
        value: { name: { nick: "A" }, manager: { displayName: "Boss" }, 'emails[type eq "work"]': { foo: 1 } },
      },
      { name: { givenName: "Ana" }, emails: [work], [enterpriseUserUrn]: { manager: { value: "a" } } },
    ],
    [
      "of manager's value drops the reference that came with the old one",
      { [enterpriseUserUrn]: { manager: { value: "a", $ref: "../a" } } },
      { op: "replace", path: "manager", value: "b" },
      { [enterpriseUserUrn]: { manager: { value: "b" } } },
    ],
    [
      "of a whole extension merges",
      { [enterpriseUserUrn]: { department: "IT", division: "D" } },
      { op: "replace", value: { [enterpriseUserUrn]: { department: "HR" } } },
      { [enterpriseUserUrn]: { department: "HR", division: "D" } },
    ],
  ])("%s", (_, before, operation, after) => {
    expect(result(before, operation)).toEqual(user(after));
  });

  test("several operations with one filter land in one element", () => {
    const paths = ["formatted", "locality", "country"].map((part) => ({
      op: "add",
      path: `addresses[type eq "work"].${part}`,
      value: part,
    }));
    expect(result({}, ...paths).addresses).toEqual([
      { type: "work", formatted: "formatted", locality: "locality", country: "country" },
    ]);
  });

  test("primary on several matches makes the first one primary and says so", () => {
    const two = [work, { value: "v@x", type: "work" }];
    const { attributes, notes } = patched(user({ emails: two }), {
      Operations: [{ op: "replace", path: 'emails[type eq "work"].primary', value: true }],
    });
    expect(attributes.emails).toEqual([
      { ...work, primary: true },
      { value: "v@x", type: "work", primary: false },
    ]);
    expect(notes.map(({ code }) => code)).toEqual(["several-primaries"]);
  });

  test("primary on several matches of which two become one makes the first one primary, however often it is sent", () => {
    const operation = { op: "add", path: 'emails[type eq "work"].primary', value: true };
    const emails = [work, { type: "work", display: "other" }, { ...work, display: "again" }];
    const once = result({ emails }, operation);
    expect(once.emails).toEqual([
      { ...work, display: "again", primary: true },
      { type: "work", display: "other", primary: false },
    ]);
    expect(result(once, operation)).toEqual(once);
  });
});

describe("remove (RFC 7644 §3.5.2.2)", () => {
  test.each<[string, JsonObject, Json, JsonObject]>([
    ["unassigns", { title: "T" }, { op: "remove", path: "title" }, {}],
    ["unassigns a list", { emails: [work, home] }, { op: "remove", path: "emails" }, {}],
    [
      "removes matching values",
      { emails: [work, home] },
      { op: "remove", path: 'emails[type eq "work"]' },
      { emails: [home] },
    ],
    [
      "of the last value unassigns the attribute",
      { emails: [work] },
      { op: "remove", path: 'emails[type eq "work"]' },
      {},
    ],
    [
      "of a part drops an element of labels alone",
      { emails: [{ ...work, primary: true }] },
      { op: "remove", path: 'emails[type eq "work"].value', value: "w@x" },
      {},
    ],
    [
      "of a part keeps the rest",
      { emails: [{ ...work, display: "W" }] },
      { op: "remove", path: 'emails[type eq "work"].display' },
      { emails: [work] },
    ],
    [
      "of a part of every element",
      { emails: [{ ...work, display: "W" }, home] },
      { op: "remove", path: "emails.display" },
      { emails: [work, home] },
    ],
    [
      "of what is not there changes nothing",
      { emails: [home] },
      { op: "remove", path: 'emails[type eq "work"]' },
      { emails: [home] },
    ],
    [
      "of the last attribute drops the extension",
      { [enterpriseUserUrn]: { department: "IT" } },
      { op: "remove", path: "department" },
      {},
    ],
    ["of an extension", { [enterpriseUserUrn]: { department: "IT" } }, { op: "remove", path: enterpriseUserUrn }, {}],
    [
      "with values removes only these",
      { roles: [{ value: "a", display: "A" }, { value: "b" }] },
      { op: "Remove", path: "roles", value: [{ value: "A" }] },
      { roles: [{ value: "b" }] },
    ],
    [
      "with an empty list removes nothing",
      { roles: [{ value: "a" }] },
      { op: "Remove", path: "roles", value: [] },
      { roles: [{ value: "a" }] },
    ],
    [
      "of a simple value by filter",
      { [customUrn]: { tags: ["a", "b"] } },
      { op: "remove", path: `${customUrn}:tags[value eq "A"]` },
      { [customUrn]: { tags: ["b"] } },
    ],
  ])("%s", (_, before, operation, after) => {
    expect(result(before, operation)).toEqual(user(after));
  });

  test("of active keeps it as it was: neither in nor out is decided by silence", () => {
    const { attributes, notes } = patched(
      { userName: "a", active: false },
      { Operations: [{ op: "remove", path: "active" }] },
    );
    expect(attributes).toEqual({ userName: "a", active: false });
    expect(notes.map(({ code }) => code)).toEqual(["kept-active"]);
  });
});

test.each<[Json]>([
  [{ op: "replace", path: "displayName", value: "Babs Jensen" }],
  [{ op: "add", path: "emails", value: [{ value: "babs@jensen.org" }] }],
  [{ op: "remove", path: 'emails[type eq "other"]' }],
  [{ op: "replace", path: "name", value: { familyName: "Jensen", givenName: "Barbara" } }],
])("%j changes nothing, and gives back the very same object", (operation) => {
  expect(patched(barbara, { Operations: [operation] }).attributes).toBe(barbara);
});
