import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbitraryUser } from "../__fixtures__/arbitrary-filter";
import { customUrn, groupDefinition, userDefinition } from "../__fixtures__/definitions";
import { fixture } from "../__fixtures__/fixture";
import { frozen } from "../__fixtures__/frozen";
import { refusal } from "../__fixtures__/refusal";
import type { JsonObject } from "../json";
import { enterpriseUserUrn } from "../urns";
import { readResource } from "./read-resource";

// The same cases at each run; another seed looks further.
fc.configureGlobal({ seed: 20261122 });

const create = (body: unknown) => readResource(userDefinition, frozen(body), { kind: "create" });
const created = (body: JsonObject) => create({ userName: "ana", ...body }).attributes;
const replace = (current: JsonObject, body: unknown) =>
  readResource(userDefinition, frozen(body), { kind: "replace", current: frozen(current) });
const codes = (body: JsonObject) => create({ userName: "ana", ...body }).notes.map(({ code }) => code);

describe("a body of the RFC (RFC 7643 §8)", () => {
  test("§8.3 is stored as sent, without what is read-only or never stored", () => {
    const sent = fixture("rfc7643-8.3-enterprise_user");
    const { attributes, ignored, notes } = create(sent);
    const kept = Object.entries(sent).filter(
      ([name]) => !["schemas", "id", "meta", "groups", "password"].includes(name),
    );
    expect(attributes).toEqual({
      ...Object.fromEntries(kept),
      [enterpriseUserUrn]: {
        employeeNumber: "701984",
        costCenter: "4130",
        organization: "Universal Studios",
        division: "Theme Park",
        department: "Tour Operations",
        manager: {
          value: "26118915-6090-4610-87e4-49d8ca9f808d",
          $ref: "../Users/26118915-6090-4610-87e4-49d8ca9f808d",
        },
      },
    });
    expect(ignored).toEqual(["id", "password", "groups", "meta", `${enterpriseUserUrn}:manager.displayName`]);
    expect(notes).toEqual([]);
  });

  test("§8.1 becomes an active user", () => {
    expect(create(fixture("rfc7643-8.1-user-minimal")).attributes).toEqual({
      userName: "bjensen@example.com",
      active: true,
    });
  });

  test("§8.4: members are taken out of a group", () => {
    const { attributes, members } = readResource(groupDefinition, fixture("rfc7643-8.4-group"), { kind: "create" });
    expect(attributes).toEqual({ displayName: "Tour Guides" });
    expect(members).toEqual(["2819c223-7f76-453a-919d-413861904646", "902c246b-6245-4190-8e05-00816be7344a"]);
  });
});

describe("values", () => {
  test.each<[string, JsonObject, JsonObject]>([
    [
      "names are case-insensitive (§2.1)",
      { DISPLAYNAME: "A", emails: [{ Primary: true, VALUE: "a@b" }] },
      { displayName: "A", emails: [{ primary: true, value: "a@b" }] },
    ],
    [
      "null, [] and empty text are no value (§2.5)",
      { title: null, roles: [], nickName: "", name: { givenName: "" }, emails: [{}] },
      {},
    ],
    [
      "text stays byte for byte",
      { phoneNumbers: [{ value: " +1 (201) 5 ", type: "Work" }] },
      { phoneNumbers: [{ value: " +1 (201) 5 ", type: "Work" }] },
    ],
    [
      "references and language tags are not judged",
      { profileUrl: "XXXX", locale: "NNRD" },
      { profileUrl: "XXXX", locale: "NNRD" },
    ],
    [
      "text booleans are read as booleans",
      { active: "False", roles: [{ primary: "True", value: "r" }] },
      { active: false, roles: [{ primary: true, value: "r" }] },
    ],
    [
      "a bare manager becomes its value",
      { [enterpriseUserUrn]: { manager: "m" } },
      { [enterpriseUserUrn]: { manager: { value: "m" } } },
    ],
    ["a manager without a value is none", { [enterpriseUserUrn]: { manager: { value: "", $ref: "x" } } }, {}],
    ["one value stands for a list of one", { emails: { value: "a@b" } }, { emails: [{ value: "a@b" }] }],
    [
      "a path as a key is followed",
      { "name.givenName": "A", [`${enterpriseUserUrn}:department`]: "IT" },
      { name: { givenName: "A" }, [enterpriseUserUrn]: { department: "IT" } },
    ],
    [
      "OneLogin's URN is the enterprise extension",
      { "urn:scim:schemas:extension:enterprise:1.0": { department: "IT" } },
      { [enterpriseUserUrn]: { department: "IT" } },
    ],
    [
      "a role in JSON text is unpacked",
      { roles: [{ value: '{"id":"1","value":"25","displayName":"R"}' }] },
      { roles: [{ value: "25", display: "R" }] },
    ],
    [
      "numbers may be text, and text numbers",
      { title: 7, [customUrn]: { level: "3" } },
      { title: "7", [customUrn]: { level: 3 } },
    ],
  ])("%s", (_, body, expected) => {
    expect(created(body)).toEqual({ userName: "ana", active: true, ...expected });
  });

  test.each([
    `{"${customUrn}":{"level":9007199254740993}}`,
    `{"${customUrn}":{"level":1e400}}`,
    `{"${customUrn}":{"level":"0x10"}}`,
    `{"title":12345678901234567890}`,
    `{"title":1e400}`,
  ])("a number that would be stored as another one is refused: %s", (text) => {
    const body: JsonObject = JSON.parse(text);
    expect(refusal(() => create({ userName: "ana", ...body }))).toMatchObject({
      status: 400,
      scimType: "invalidValue",
    });
  });

  test("of several primary values the first stays primary (§2.4)", () => {
    const emails = [{ value: "a" }, { value: "b", primary: true }, { value: "c", primary: true }];
    expect(created({ emails }).emails).toEqual([emails[0], emails[1], { value: "c", primary: false }]);
    expect(codes({ emails })).toEqual(["several-primaries"]);
  });

  test("what is unknown is ignored and said so; what is unknown and empty is not worth a word", () => {
    const { notes, ignored } = create({
      userName: "a",
      adreses: "x",
      "urn:x:y": { tag: 1 },
      nope: null,
      name: { foo: 1 },
    });
    expect(ignored).toEqual(["adreses", "urn:x:y", "name.foo"]);
    expect(notes.map(({ code, path }) => [code, path])).toEqual(ignored.map((path) => ["ignored-attribute", path]));
  });

  test("an attribute has at most 1,000 values", () => {
    const roles = Array.from({ length: 1_001 }, (_, index) => ({ value: `r${index}` }));
    expect(refusal(() => created({ roles }))).toMatchObject({ status: 400, scimType: "invalidValue" });
    expect(created({ roles: roles.slice(1) }).roles).toHaveLength(1_000);
  });

  test("a body cannot reach an object's prototype", () => {
    const body: unknown = JSON.parse(
      '{"userName":"a","__proto__":{"active":false},"name":{"__proto__":{"x":1},"givenName":"g"}}',
    );
    expect(create(body).attributes).toEqual({ userName: "a", active: true, name: { givenName: "g" } });
  });

  test.each<[JsonObject, string]>([
    [{ active: "maybe" }, 'active cannot be "maybe". Send a boolean.'],
    [{ title: { x: 1 } }, "title"],
    [{ title: ["a", "b"] }, "title"],
    [{ title: true }, "title"],
    [{ name: 5 }, "name cannot be 5. Send an object."],
    [{ emails: "a@b", phoneNumbers: [[1, 2]] }, "phoneNumbers"],
    [{ x509Certificates: [{ value: "no base64!" }] }, "x509Certificates.value"],
    [{ [customUrn]: { hired: "yesterday" } }, `${customUrn}:hired`],
    [{ [customUrn]: { level: 1.5 } }, `${customUrn}:level`],
    [{ [customUrn]: { shift: "noon" } }, "Allowed are day, night"],
    [{ [customUrn]: { office: { floor: 1 } } }, `${customUrn}:office.code is required`],
    [{ userName: "x".repeat(513) }, "userName has 513 characters; at most 512"],
    [{ externalId: "x".repeat(513) }, "externalId has 513 characters"],
    [{ title: "a\0b" }, "cannot be stored"],
    [{ title: "\ud800" }, "cannot be stored"],
    [{ userName: "" }, "userName is required"],
    [{ userName: null }, "userName is required"],
  ])("%j is refused with invalidValue: %s", (body, words) => {
    const error = refusal(() => created(body));
    expect(error).toMatchObject({ status: 400, scimType: "invalidValue" });
    expect(error.detail).toContain(words);
  });

  test.each([null, [], "x", 5])("the body %j is refused with invalidSyntax", (body) => {
    expect(refusal(() => create(body))).toMatchObject({ status: 400, scimType: "invalidSyntax" });
  });

  test("a long value is quoted in short", () => {
    expect(created({ title: "x".repeat(5000) }).title).toHaveLength(5000);
    expect(refusal(() => created({ active: "x".repeat(5000) })).detail.length).toBeLessThan(200);
  });
});

describe("members of a group", () => {
  const members = (value: JsonObject["members"]) =>
    readResource(groupDefinition, { displayName: "g", members: value }, { kind: "create" }).members;

  test.each<[JsonObject["members"], unknown]>([
    [
      [{ value: "a" }, { Value: "a", type: "Group" }, { value: "b", type: "group" }],
      ["a", "b"],
    ],
    ["a", ["a"]],
    [
      ["a", 7],
      ["a", "7"],
    ],
    [[{ $ref: "https://x/scim/v2/Groups/g1" }], ["g1"]],
    [[{ $ref: null, value: "a", displayName: "x" }], ["a"]],
    [[], []],
    [null, []],
  ])("%j is read", (value, expected) => {
    expect(members(value)).toEqual(expected);
  });

  test.each([[[{ display: "x" }]], [[null]], [[{ value: "" }]], [[true]]])("%j is refused", (value) => {
    expect(refusal(() => members(value))).toMatchObject({ scimType: "invalidValue", path: "members" });
  });

  test("ten thousand are read without duplicates in a moment", () => {
    const many = Array.from({ length: 20_000 }, (_, index) => ({ value: `id-${index % 10_000}` }));
    expect(members(many)).toHaveLength(10_000);
  });
});

describe("a replacement (RFC 7644 §3.5.1)", () => {
  const current = { userName: "ana", active: true, title: "T", [customUrn]: { site: "Oslo", badge: "1" } };

  test("clears what it does not give", () => {
    expect(replace(current, { userName: "ana", active: true }).attributes).toEqual({
      userName: "ana",
      active: true,
      [customUrn]: { site: "Oslo" },
    });
  });

  test("keeps an immutable value that it does not give, and refuses another one with mutability", () => {
    expect(replace(current, { userName: "ana" }).notes.map(({ code }) => code)).toContain("kept-immutable");
    const error = refusal(() => replace(current, { userName: "ana", [customUrn]: { site: "Bergen" } }));
    expect(error).toMatchObject({ status: 400, scimType: "mutability", path: `${customUrn}:site` });
    expect(error.detail).toContain('"Oslo"');
  });

  test("may set an immutable attribute that has no value yet, or give the same one", () => {
    expect(replace({ userName: "a" }, { userName: "a", [customUrn]: { site: "X" } }).attributes[customUrn]).toEqual({
      site: "X",
    });
    expect(replace(current, { userName: "a", [customUrn]: { site: "OSLO" } }).attributes[customUrn]).toEqual({
      site: "OSLO",
    });
  });

  test("without active does not let a disabled person in again", () => {
    const { attributes, notes } = replace({ userName: "ana", active: false }, { userName: "ana" });
    expect(attributes.active).toBe(false);
    expect(notes.map(({ code }) => code)).toEqual(["kept-active"]);
  });
});

test("reading what was read changes nothing", () => {
  fc.assert(
    fc.property(arbitraryUser, (body) => {
      const first = create(body).attributes;
      expect(create(first)).toEqual({ attributes: first, notes: [], ignored: [] });
      expect(replace(first, first).attributes).toEqual(first);
    }),
  );
});
