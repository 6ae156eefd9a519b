/** Okta's own tests of a SCIM 2.0 service: Okta-SCIM-20-SPEC-Test.json and its CRUD test (ENTRA.md §8.4). */
import type { Case } from "../case";
import {
  aPerson,
  errorUrn,
  filtered,
  get,
  is,
  lists,
  patch,
  person,
  post,
  put,
  refused,
  step,
  afterwards,
  unassigned,
  userUrn,
  written,
} from "./writing";

const spec = "Okta-SCIM-20-SPEC-Test.json (ENTRA.md §8.4)";
const crud = "Okta's SCIM 2.0 CRUD test (ENTRA.md §8.4)";
const user = aPerson("userId", "okta.tester");
const path = "/Users/{{userId}}";
const byName = (name: string) => filtered("/Users", `userName eq "${name}"`);

export const oktaCases: readonly Case[] = [
  written("OT-01", {
    title: "The first user of the list",
    source: spec,
    given: [user],
    request: get("/Users?count=1&startIndex=1"),
    status: [200],
    expect: {
      "one user, with an id and a userName": [
        { path: "Resources", count: 1 },
        { path: "Resources[0].id", type: "string" },
        { path: "Resources[0].userName", type: "string" },
      ],
      "numbers are numbers": [
        { path: "itemsPerPage", type: "number" },
        { path: "startIndex", type: "number" },
        { path: "totalResults", type: "number", atLeast: 1 },
      ],
    },
  }),
  written("OT-02", {
    title: "A user by id",
    source: spec,
    given: [user],
    request: get(path),
    status: [200],
    expect: {
      "names, state and e-mail": [
        is("name.familyName", "Pérez"),
        is("name.givenName", "Ana"),
        is("userName", "okta.tester@contoso.com"),
        is("active", true),
        is("emails[0].value", "okta.tester@contoso.com"),
      ],
    },
  }),
  written("OT-03", {
    title: "An invalid user by username",
    source: spec,
    request: get(byName("abcdefgh-okta@atko.com")),
    status: [200],
    expect: { "a list of nobody": lists() },
  }),
  written("OT-04", {
    title: "An invalid user by id",
    source: spec,
    request: get("/Users/010101001010101011001010101011-okta"),
    status: [404],
    expect: {
      "an error with detail": [
        { path: "detail", type: "string", matches: "\\S" },
        { path: "schemas", contains: errorUrn },
      ],
    },
  }),
  written("OT-05", {
    title: "A user is created by application/json",
    source: spec,
    request: {
      method: "POST",
      path: "/Users",
      headers: { Authorization: "Bearer {{token}}", "Content-Type": "application/json; charset=utf-8" },
      body: person("okta.tester"),
    },
    status: [201],
    expect: {
      "what was sent": [
        is("active", true),
        is("name.familyName", "Pérez"),
        is("name.givenName", "Ana"),
        { path: "schemas", contains: userUrn },
      ],
      "found by its id": [afterwards("/Users/{{answer}}", is("userName", "okta.tester@contoso.com"))],
    },
  }),
  written("OT-06", {
    title: "The same user again",
    source: spec,
    given: [user],
    request: post("/Users", person("okta.tester")),
    status: [409],
  }),
  written("OT-07", {
    title: "Usernames do not depend on their case",
    source: spec,
    given: [user],
    request: get(byName("OKTA.TESTER@CONTOSO.COM")),
    status: [200],
    expect: { "the user": lists("{{userId}}") },
  }),
  written("OT-08", { title: "The groups", source: spec, request: get("/Groups"), status: [200] }),
  written("OT-09", {
    title: "A token that nobody issued",
    source: spec,
    request: { method: "GET", path: "/Users", headers: { Authorization: "Bearer 12345678-okta" } },
    status: [401],
    expect: { "an error whose status is a string": [{ path: "schemas", contains: errorUrn }, is("status", "401")] },
  }),
  written("OT-10", {
    title: "A user id that nobody has",
    source: spec,
    request: get("/Users/00919288221112222"),
    status: [404],
    expect: { "an error": [refused()] },
  }),
  written("OT-11", {
    title: "A user is created with a password",
    source: crud,
    request: post("/Users", person("okta.tester", { password: "Tr0ub4dor-okta", groups: [], locale: "en-US" })),
    status: [201],
    expect: {
      "which is not told again": [{ noKey: "^password$" }, { textLacks: "Tr0ub4dor-okta" }, unassigned("groups")],
    },
  }),
  written("OT-12", {
    title: "Found by username, with paging",
    source: crud,
    given: [user],
    request: get(`${byName("okta.tester@contoso.com")}&startIndex=1&count=100`),
    status: [200],
    expect: { "the user": lists("{{userId}}") },
  }),
  written("OT-13", {
    title: "A profile is replaced",
    source: crud,
    given: [user],
    request: put(path, person("okta.tester", { id: "{{userId}}", name: { givenName: "Another", familyName: "Name" } })),
    status: [200],
    expect: {
      "the new name": [
        is("name.givenName", "Another"),
        afterwards(path, is("name.familyName", "Name"), is("id", "{{userId}}")),
      ],
    },
  }),
  written("OT-14", {
    title: "A user is deactivated without a path",
    source: crud,
    given: [user],
    request: patch(path, [{ op: "replace", value: { active: false } }]),
    status: [200, 204],
    expect: { inactive: [afterwards(path, is("active", false))] },
  }),
  written("OT-15", {
    title: "A user is reactivated",
    source: crud,
    given: [user, step(patch(path, [{ op: "replace", value: { active: false } }]))],
    request: patch(path, [{ op: "replace", value: { active: true } }]),
    status: [200, 204],
    expect: { active: [afterwards(path, is("active", true))] },
  }),
];
