/** RFC 7644 §3.5.2: PATCH. What Entra needs otherwise (replace without a match) is no case here (ENTRA.md §4.3). */
import type { Case, Check } from "../case";
import type { Json } from "../../json";
import {
  absent,
  advice,
  aGroup,
  aPerson,
  enterpriseUrn,
  get,
  is,
  patch,
  refused,
  step,
  afterwards,
  unassigned,
  userUrn,
  written,
} from "./writing";

const user = aPerson("userId", "patched", {
  schemas: [userUrn, enterpriseUrn],
  title: "Engineer",
  nickName: "Ana",
  name: { givenName: "Ana", familyName: "Pérez", middleName: "María" },
  emails: [
    { type: "work", value: "patched@contoso.com", primary: true },
    { type: "home", value: "patched@home.example" },
  ],
  [enterpriseUrn]: { department: "Research", costCenter: "42" },
});
const path = "/Users/{{userId}}";

const changes = (id: string, title: string, source: string, operations: Json[], ...checks: Check[]): Case =>
  written(`7644-3.5.2-${id}`, {
    title,
    source: `RFC 7644 ${source}`,
    needs: ["patch"],
    given: [user],
    request: patch(path, operations),
    status: [200, 204],
    expect: { afterwards: [afterwards(path, ...checks)] },
  });

const refuses = (id: string, title: string, source: string, operations: Json[], ...checks: Check[]): Case =>
  written(`7644-3.5.2-${id}`, {
    title,
    source: `RFC 7644 ${source}`,
    needs: ["patch"],
    given: [user],
    request: patch(path, operations),
    status: [400],
    expect: {
      "an error, and nothing changed": [refused(), ...checks, afterwards(path, { path: "", unchanged: "userId" })],
    },
  });

const home = { type: "home", value: "patched@home.example" };
const other = { type: "other", value: "patched@other.example" };

const users: Case[] = [
  changes(
    "add-1",
    "add of a new attribute",
    "§3.5.2.1",
    [{ op: "add", path: "userType", value: "Contractor" }],
    is("userType", "Contractor"),
  ),
  changes(
    "add-2",
    "add to an attribute that has a value replaces it",
    "§3.5.2.1",
    [{ op: "add", path: "title", value: "Director" }],
    is("title", "Director"),
  ),
  changes("add-3", "add to many values adds one", "§3.5.2.1", [{ op: "add", path: "emails", value: [other] }], {
    path: "emails",
    count: 3,
    contains: other,
  }),
  changes(
    "add-4",
    "add of a part of a complex attribute leaves the rest",
    "§3.5.2.1",
    [{ op: "add", path: "name", value: { honorificPrefix: "Dr" } }],
    is("name.honorificPrefix", "Dr"),
    is("name.familyName", "Pérez"),
  ),
  changes(
    "add-5",
    "add without a path",
    '§3.5.2.1: "If omitted, the target location is assumed to be the resource itself"',
    [{ op: "add", value: { userType: "Contractor", emails: [other] } }],
    is("userType", "Contractor"),
    { path: "emails", count: 3 },
  ),
  changes(
    "add-6",
    "add of a value that is there adds nothing",
    "§3.5.2.1 (SHOULD)",
    [{ op: "add", path: "emails", value: [home] }],
    { path: "emails", contains: home },
    advice({ path: "emails", count: 2 }),
  ),
  changes(
    "add-7",
    "add of a primary value takes primary from the other",
    '§3.5.2: "SHALL set the value of the existing attribute to false"',
    [{ op: "add", path: "emails", value: [{ ...other, primary: true }] }],
    { path: "emails", contains: { ...other, primary: true } },
    { path: "emails", lacks: { type: "work", primary: true } },
  ),
  changes(
    "add-8",
    "add to an extension's attribute",
    "§3.5.2.1 and §3.10",
    [{ op: "add", path: `${enterpriseUrn}:division`, value: "North" }],
    is(`${enterpriseUrn}:division`, "North"),
    is(`${enterpriseUrn}:department`, "Research"),
  ),
  changes(
    "remove-1",
    "remove of an attribute",
    "§3.5.2.2",
    [{ op: "remove", path: "title" }],
    unassigned("title"),
    is("nickName", "Ana"),
  ),
  changes(
    "remove-2",
    "remove of a sub-attribute",
    "§3.5.2.2",
    [{ op: "remove", path: "name.middleName" }],
    unassigned("name.middleName"),
    is("name.familyName", "Pérez"),
  ),
  changes(
    "remove-3",
    "remove of the values that a filter selects",
    "§3.5.2.2",
    [{ op: "remove", path: 'emails[type eq "home"]' }],
    { path: "emails", count: 1, lacks: { type: "home" } },
  ),
  changes("remove-4", "remove of all values", "§3.5.2.2", [{ op: "remove", path: "emails" }], unassigned("emails")),
  changes(
    "remove-5",
    "remove of the last value that a filter selects leaves none",
    '§3.5.2.2: "the attribute is considered unassigned"',
    [
      { op: "remove", path: 'emails[type eq "home"]' },
      { op: "remove", path: 'emails[type eq "work"]' },
    ],
    unassigned("emails"),
  ),
  changes(
    "remove-6",
    "remove of an extension's attribute",
    "§3.5.2.2 and §3.10",
    [{ op: "remove", path: `${enterpriseUrn}:costCenter` }],
    unassigned(`${enterpriseUrn}:costCenter`),
    is(`${enterpriseUrn}:department`, "Research"),
  ),
  changes(
    "replace-1",
    "replace of an attribute",
    "§3.5.2.3",
    [{ op: "replace", path: "title", value: "Director" }],
    is("title", "Director"),
  ),
  changes(
    "replace-2",
    "replace of an attribute that has no value adds it",
    '§3.5.2.3: "SHALL treat the operation as an add"',
    [{ op: "replace", path: "userType", value: "Contractor" }],
    is("userType", "Contractor"),
  ),
  changes(
    "replace-3",
    "replace of a part of a complex attribute leaves the rest",
    '§3.5.2.3: "Sub-attributes that are not specified SHALL be left unchanged"',
    [{ op: "replace", path: "name", value: { givenName: "Bo" } }],
    is("name.givenName", "Bo"),
    is("name.familyName", "Pérez"),
  ),
  changes("replace-4", "replace of all values", "§3.5.2.3", [{ op: "replace", path: "emails", value: [other] }], {
    path: "emails",
    count: 1,
    contains: other,
  }),
  changes(
    "replace-5",
    "replace of a sub-attribute of the values that a filter selects",
    "§3.5.2.3",
    [{ op: "replace", path: 'emails[type eq "home"].value', value: "new@home.example" }],
    { path: "emails", count: 2, contains: { type: "home", value: "new@home.example" } },
    { path: "emails", contains: { type: "work", value: "patched@contoso.com" } },
  ),
  changes(
    "replace-6",
    "replace without a path",
    "§3.5.2.3",
    [{ op: "replace", value: { title: "Director", nickName: "Boss" } }],
    is("title", "Director"),
    is("nickName", "Boss"),
    is("displayName", "Ana Pérez"),
  ),
  changes(
    "replace-7",
    "replace of an extension's attribute leaves the rest",
    "§3.5.2.3 and §3.10",
    [{ op: "replace", path: `${enterpriseUrn}:department`, value: "Sales" }],
    is(`${enterpriseUrn}:department`, "Sales"),
    is(`${enterpriseUrn}:costCenter`, "42"),
  ),
  changes(
    "order",
    "operations are applied one after the other",
    "§3.5.2",
    [
      { op: "add", path: "userType", value: "First" },
      { op: "replace", path: "userType", value: "Second" },
      { op: "remove", path: "title" },
      { op: "add", path: "title", value: "Third" },
    ],
    is("userType", "Second"),
    is("title", "Third"),
  ),
  changes(
    "case",
    "paths are not case sensitive",
    "§3.5.2; RFC 7643 §2.1",
    [{ op: "replace", path: "DISPLAYNAME", value: "Casing" }],
    is("displayName", "Casing"),
  ),
];

const refusals: Case[] = [
  refuses("atomic", "a request is done whole or not at all", '§3.5.2: "SHALL be treated as atomic"', [
    { op: "replace", path: "title", value: "Director" },
    { op: "replace", path: "active", value: { nothing: "boolean" } },
  ]),
  refuses("bad-op", "an operation that there is not", "§3.5.2 and §3.12", [
    { op: "append", path: "title", value: "x" },
  ]),
  refuses(
    "bad-path",
    "a path that is no path",
    "§3.5.2 and §3.12 (invalidPath)",
    [{ op: "replace", path: "name..familyName", value: "x" }],
    advice(refused("invalidPath")),
  ),
  refuses(
    "remove-nothing",
    "remove without a path",
    '§3.5.2.2: "scimType error code of noTarget"',
    [{ op: "remove" }],
    refused("noTarget"),
  ),
  refuses("remove-required", "remove of a required attribute", '§3.5.2.2: "scimType error code of mutability"', [
    { op: "remove", path: "userName" },
  ]),
  refuses("readonly", "a change of id", "§3.5.2: operations must be compatible with mutability", [
    { op: "replace", path: "id", value: "another" },
  ]),
];

export const rfc7644PatchCases: readonly Case[] = [
  ...users,
  ...refusals,
  written("7644-3.5.2-attributes", {
    title: "PATCH that asks for attributes is answered with them",
    source: 'RFC 7644 §3.5.2: "MUST return a 200 OK if the attributes parameter is specified"',
    needs: ["patch"],
    given: [user],
    request: patch(`${path}?attributes=title`, [{ op: "replace", path: "title", value: "Director" }]),
    status: [200],
    expect: { "and no others": [is("title", "Director"), is("id", "{{userId}}"), absent("displayName")] },
  }),
  written("7644-3.5.2-unknown", {
    title: "PATCH of an id that nobody has is not found",
    source: "RFC 7644 §3.5.2 and §3.12 (404)",
    needs: ["patch"],
    request: patch("/Users/00000000-dead-4bad-8bad-000000000000", [{ op: "replace", path: "title", value: "x" }]),
    status: [404],
    expect: { "an error": [refused()] },
  }),
  written("7644-3.5.2-taken", {
    title: "PATCH to another's userName is a conflict",
    source: "RFC 7644 §3.12 (409, uniqueness); RFC 7643 §4.1.1",
    needs: ["patch"],
    given: [user, aPerson("otherId", "patched.other")],
    request: patch("/Users/{{otherId}}", [{ op: "replace", path: "userName", value: "patched@contoso.com" }]),
    status: [409],
    expect: {
      "nothing changed": [refused(), afterwards("/Users/{{otherId}}", is("userName", "patched.other@contoso.com"))],
    },
  }),
  written("7644-3.5.2-members", {
    title: "Members are added and removed one by one",
    source: "RFC 7644 §3.5.2.1 and §3.5.2.2 (examples)",
    needs: ["patch"],
    given: [
      user,
      aPerson("otherId", "patched.other"),
      aGroup("groupId", "Patched Team", { members: [{ value: "{{userId}}" }] }),
      step(patch("/Groups/{{groupId}}", [{ op: "add", path: "members", value: [{ value: "{{otherId}}" }] }])),
    ],
    request: patch("/Groups/{{groupId}}", [{ op: "remove", path: 'members[value eq "{{userId}}"]' }]),
    status: [200, 204],
    expect: {
      "the other alone": [
        afterwards("/Groups/{{groupId}}", { path: "members", count: 1, contains: { value: "{{otherId}}" } }),
      ],
    },
  }),
  written("7644-3.5.2-members-all", {
    title: "Members are removed all at once",
    source: "RFC 7644 §3.5.2.2 (example)",
    needs: ["patch"],
    given: [user, aGroup("groupId", "Patched Team", { members: [{ value: "{{userId}}" }] })],
    request: patch("/Groups/{{groupId}}", [{ op: "remove", path: "members" }]),
    status: [200, 204],
    expect: { nobody: [afterwards("/Groups/{{groupId}}", unassigned("members"))] },
  }),
  written("7644-3.5.2-answer", {
    title: "PATCH is answered with the resource or with nothing",
    source: "RFC 7644 §3.5.2: 200 and the entire resource, or 204",
    needs: ["patch"],
    given: [user],
    request: patch(path, [{ op: "replace", path: "title", value: "Director" }]),
    status: [200, 204],
    expect: { "as GET gives it": [{ emptyOrResourceOf: path }] },
  }),
  written("7644-3.5.2-get", {
    title: "A change is there for whoever asks next",
    source: "RFC 7644 §3.5.2 and §3.4.1",
    needs: ["patch"],
    given: [user, step(patch(path, [{ op: "replace", path: "active", value: false }]))],
    request: get(path),
    status: [200],
    expect: { inactive: [is("active", false)] },
  }),
];
