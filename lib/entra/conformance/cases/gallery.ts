/** What Microsoft's validation of gallery applications asks of the SCIM service (ENTRA.md §8.2). */
import type { Case, Check } from "../case";
import * as write from "./writing";
import { aGroup, aPerson, enterpriseUrn, get, is, patch, post, remove, step, afterwards, written } from "./writing";

const test = (name: string) => `Microsoft's gallery validation, ${name} (ENTRA.md §8.2)`;
const patched = [200, 204];
const user = aPerson("userId", "gallery", { title: "Engineer" });
const path = "/Users/{{userId}}";
const managerPath = `${enterpriseUrn}:manager`;
const managedBy = (value: string) =>
  aPerson("userId", "gallery", {
    schemas: [write.userUrn, enterpriseUrn],
    [enterpriseUrn]: { manager: { value } },
  });
const pages = (endpoint: string): Check[] => [
  is("startIndex", 6),
  { path: "Resources", count: 5 },
  { path: "totalResults", type: "number", atLeast: 11 },
  { noOverlapWith: `${endpoint}?startIndex=1&count=5` },
];

export const galleryCases: readonly Case[] = [
  written("GV-01", {
    title: "Schema discoverability",
    source: test("Schema_Discoverability"),
    request: get("/Schemas"),
    status: [200],
    expect: {
      "a list with the core schemas": [
        is("schemas", [write.listUrn]),
        { path: "Resources", contains: { id: write.userUrn } },
        { path: "Resources", contains: { id: write.groupUrn } },
      ],
      "no nulls": [{ textLacks: ":\\s*null\\b" }],
    },
  }),
  written("GV-02", {
    title: "An optional value is emptied",
    source: test("SCIM_Null_Update"),
    given: [user],
    request: patch(path, [{ op: "replace", path: "title", value: "" }]),
    status: patched,
    expect: { "null, empty or absent": [afterwards(path, write.unassigned("title"))] },
  }),
  written("GV-03", {
    title: "A user is created",
    source: test("SCIM_User_Create"),
    request: post("/Users", write.person("gallery")),
    status: [200, 201],
    expect: {
      "has an id, and reads back": [
        { path: "id", type: "string" },
        afterwards(
          "/Users/{{answer}}",
          is("userName", "gallery@contoso.com"),
          is("name.givenName", "Ana"),
          is("active", true),
        ),
      ],
    },
  }),
  written("GV-04", {
    title: "A user is updated by dotted keys without a path",
    source: test("SCIM_User_Update"),
    given: [user],
    request: patch(path, [
      { op: "replace", value: { displayName: "Bo", "name.givenName": "Bo", [`${enterpriseUrn}:department`]: "Sales" } },
    ]),
    status: patched,
    expect: {
      "reads back": [
        afterwards(
          path,
          is("displayName", "Bo"),
          is("name.givenName", "Bo"),
          is(`${enterpriseUrn}:department`, "Sales"),
        ),
      ],
    },
  }),
  written("GV-05", {
    title: "A user is updated path by path",
    source: test("SCIM_User_Update"),
    given: [user],
    request: patch(path, [
      { op: "Replace", path: "displayName", value: "Bo" },
      { op: "Replace", path: "name.familyName", value: "Li" },
      { op: "Add", path: `${enterpriseUrn}:department`, value: "Sales" },
    ]),
    status: patched,
    expect: {
      "reads back": [
        afterwards(
          path,
          is("displayName", "Bo"),
          is("name.familyName", "Li"),
          is(`${enterpriseUrn}:department`, "Sales"),
        ),
      ],
    },
  }),
  written("GV-06", {
    title: "A group is created",
    source: test("SCIM_Group_Create"),
    request: post("/Groups", write.team("Gallery Team")),
    status: [200, 201],
    expect: { "has an id, and reads back": [afterwards("/Groups/{{answer}}", is("displayName", "Gallery Team"))] },
  }),
  written("GV-07", {
    title: "A group is renamed",
    source: test("SCIM_Group_Update"),
    given: [aGroup("groupId", "Gallery Team")],
    request: patch("/Groups/{{groupId}}", [{ op: "Replace", path: "displayName", value: "Gallery Squad" }]),
    status: patched,
    expect: { "reads back": [afterwards("/Groups/{{groupId}}", is("displayName", "Gallery Squad"))] },
  }),
  written("GV-08", {
    title: "A token got with client credentials opens the service",
    source: test("Validate_Credentials"),
    needs: ["oauth"],
    given: [
      {
        save: "grant",
        request: {
          method: "POST",
          path: "{{tokenEndpoint}}",
          headers: { "Content-Type": "application/x-www-form-urlencoded" },
          bodyRaw: "grant_type=client_credentials&client_id={{clientId}}&client_secret={{clientSecret}}",
        },
      },
    ],
    request: {
      method: "GET",
      path: "/Users?startIndex=1&count=1",
      headers: { Authorization: "Bearer {{grant:access_token}}" },
    },
    status: [200],
  }),
  written("GV-09", {
    title: "Users come in pages",
    source: test("SCIM_User_Pagination"),
    given: [
      {
        repeat: 11,
        request: post("/Users", {
          ...write.person("page{{i}}"),
          externalId: "page{{i}}",
          userName: "page{{i}}@contoso.com",
        }),
      },
    ],
    request: get("/Users?startIndex=6&count=5"),
    status: [200],
    expect: { "the page that was asked for": pages("/Users") },
  }),
  written("GV-10", {
    title: "Groups come in pages",
    source: test("SCIM_Group_Pagination"),
    given: [{ repeat: 11, request: post("/Groups", write.team("Gallery Page {{i}}")) }],
    request: get("/Groups?startIndex=6&count=5"),
    status: [200],
    expect: { "the page that was asked for": pages("/Groups") },
  }),
  written("GV-11", {
    title: "A manager is added by a bare id",
    source: test("SCIM_Update_Manager"),
    given: [user, aPerson("managerId", "gallery.manager")],
    request: patch(path, [{ op: "Add", path: managerPath, value: "{{managerId}}" }]),
    status: patched,
    expect: { "manager.value is the id": [afterwards(path, is(`${managerPath}.value`, "{{managerId}}"))] },
  }),
  written("GV-12", {
    title: "A manager is replaced by a bare id",
    source: test("SCIM_Update_Manager"),
    given: [aPerson("firstId", "gallery.first"), managedBy("{{firstId}}"), aPerson("managerId", "gallery.manager")],
    request: patch(path, [{ op: "replace", path: managerPath, value: "{{managerId}}" }]),
    status: patched,
    expect: { "manager.value is the id": [afterwards(path, is(`${managerPath}.value`, "{{managerId}}"))] },
  }),
  written("GV-13", {
    title: "A manager is taken away by an empty string",
    source: test("SCIM_Update_Manager"),
    given: [aPerson("firstId", "gallery.first"), managedBy("{{firstId}}")],
    request: patch(path, [{ op: "replace", path: managerPath, value: "" }]),
    status: patched,
    expect: { "manager is absent": [afterwards(path, write.unassigned(managerPath))] },
  }),
  written("GV-14", {
    title: "A user is disabled, as provision on demand sends it",
    source: test("User_Disable"),
    given: [user],
    request: patch(path, [{ op: "Replace", path: "active", value: "False" }]),
    status: patched,
    expect: { "inactive, and still there": [afterwards(path, is("active", false))] },
  }),
  written("GV-15", {
    title: "A user is restored",
    source: test("User_Restore"),
    given: [user, step(patch(path, [{ op: "replace", path: "active", value: false }]))],
    request: patch(path, [{ op: "replace", path: "active", value: true }]),
    status: patched,
    expect: { "active again": [afterwards(path, is("active", true))] },
  }),
  written("GV-16", {
    title: "A user is deleted",
    source: test("User_Delete"),
    given: [user],
    request: remove(path),
    status: [204],
    expect: { gone: [afterwards(path, { status: [404] })] },
  }),
  written("GV-17", {
    title: "A member is added",
    source: test("Group_Add_Member"),
    given: [user, aGroup("groupId", "Gallery Team")],
    request: patch("/Groups/{{groupId}}", [
      { op: "Add", path: "members", value: [{ $ref: null, value: "{{userId}}" }] },
    ]),
    status: patched,
    expect: {
      "the member": [
        afterwards("/Groups/{{groupId}}", { path: "members", count: 1, contains: { value: "{{userId}}" } }),
      ],
    },
  }),
  written("GV-18", {
    title: "A member is removed, and nobody else",
    source: test("Group_Remove_Member"),
    given: [
      user,
      aPerson("otherId", "gallery.other"),
      aGroup("groupId", "Gallery Team", { members: [{ value: "{{userId}}" }, { value: "{{otherId}}" }] }),
    ],
    request: patch("/Groups/{{groupId}}", [
      { op: "Remove", path: "members", value: [{ $ref: null, value: "{{userId}}" }] },
    ]),
    status: patched,
    expect: {
      "the other member stays": [
        afterwards("/Groups/{{groupId}}", { path: "members", count: 1, contains: { value: "{{otherId}}" } }),
      ],
    },
  }),
  written("GV-19", {
    title: "A group is deleted, its members stay",
    source: test("Group_Delete"),
    given: [user, aGroup("groupId", "Gallery Team", { members: [{ value: "{{userId}}" }] })],
    request: remove("/Groups/{{groupId}}"),
    status: [204],
    expect: { gone: [afterwards("/Groups/{{groupId}}", { status: [404] }), afterwards(path, { status: [200] })] },
  }),
];
