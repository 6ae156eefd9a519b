/** The tests of scimvalidator.microsoft.com as its run of 10 February 2026 sent them (ENTRA.md §8.1). */
import type { Case, Check } from "../case";
import { operationsOf, validatorPerson, valuesAreSet } from "./validator-values";
import * as write from "./writing";
import {
  aGroup,
  aPerson,
  enterpriseUrn,
  get,
  is,
  lists,
  patch,
  post,
  refused,
  remove,
  step,
  afterwards,
  written,
} from "./writing";

const source = "Microsoft SCIM Validator, run of 2026-02-10 (ENTRA.md §8.1)";
const preview = `${source}, preview test`;
const name = "nigel@validator.example";
const user = { save: "userId", request: post("/Users", validatorPerson(name)) };
const byName = (value: string) => `/Users?filter=userName+eq+%22${encodeURIComponent(value)}%22`;
const { schemas: _schemas, roles: _roles, ...sent } = validatorPerson(name);
const sentBack: Check = { path: "Resources[0]", includes: sent };
const patched = [200, 204];
const managerPath = `${enterpriseUrn}:manager`;
const managed = (id: string): Check => afterwards("/Users/{{userId}}", is(`${managerPath}.value`, id));
const group = {
  save: "groupId",
  request: post("/Groups", write.team("QOUWVALIDATOR", { externalId: "7bd1-validator" })),
};
const groupByName = (value: string, more = "") => `/Groups?${more}filter=displayName+eq+%22${value}%22`;
const member = aPerson("memberId", "member.validator");
const hasMembers = (...ids: string[]): Check =>
  afterwards(
    "/Groups/{{groupId}}",
    ids.length === 0 ? write.unassigned("members") : { path: "members", count: ids.length },
    ...ids.map((value): Check => ({ path: "members", contains: { value } })),
  );

const users: Case[] = [
  written("MV-01", {
    title: "Create a new User",
    source,
    request: post("/Users", validatorPerson(name)),
    status: [201],
    expect: {
      "found by userName with every value": [afterwards(byName(name), { path: "totalResults", equals: 1 }, sentBack)],
      "the role's primary is true, whatever was sent": [is("roles[0].primary", true)],
    },
  }),
  written("MV-02", {
    title: "Create a duplicate User",
    source,
    given: [user],
    request: post("/Users", validatorPerson(name)),
    status: [409],
  }),
  written("MV-03", {
    title: "Filter for an existing user",
    source,
    given: [user],
    request: get(byName(name)),
    status: [200],
    expect: { "the one user, as created": [...lists("{{userId}}"), sentBack] },
  }),
  written("MV-04", {
    title: "Filter for a non-existing user",
    source,
    request: get(byName("nonexistent54d1c4b8-validator")),
    status: [200],
    expect: { "a list of nobody": lists() },
  }),
  written("MV-05", {
    title: "Filter for an existing user with different case",
    source,
    given: [user],
    request: get(byName(name.toUpperCase())),
    status: [200],
    expect: { "the one user": lists("{{userId}}") },
  }),
  written("MV-06", {
    title: "Patch User - Replace Attributes Verbose Request",
    source,
    given: [user],
    request: patch("/Users/{{userId}}", operationsOf("replace")),
    status: patched,
    expect: { "every value reads back": [afterwards("/Users/{{userId}}", ...valuesAreSet)] },
  }),
  written("MV-07", {
    title: "Patch User - Add Attributes Verbose Request",
    source: "Microsoft SCIM Validator, run 22 (ENTRA.md §8.1): 25th test",
    given: [step(post("/Users", { schemas: [write.userUrn], userName: name }), "userId")],
    request: patch("/Users/{{userId}}", operationsOf("add")),
    status: patched,
    expect: {
      "every value reads back, created where there was none": [afterwards("/Users/{{userId}}", ...valuesAreSet)],
    },
  }),
  written("MV-08", {
    title: "Update User userName",
    source,
    given: [user],
    request: patch("/Users/{{userId}}", [{ op: "replace", value: { userName: "renamed@validator.example" } }]),
    status: patched,
    expect: { "the new userName": [afterwards("/Users/{{userId}}", is("userName", "renamed@validator.example"))] },
  }),
  written("MV-09", {
    title: "Disable User",
    source,
    given: [user],
    request: patch("/Users/{{userId}}", [{ op: "replace", path: "active", value: false }]),
    status: patched,
    expect: {
      "still found, and inactive": [afterwards(byName(name), ...lists("{{userId}}"), is("Resources[0].active", false))],
    },
  }),
  written("MV-10", {
    title: "Add Manager",
    source,
    given: [user, aPerson("managerId", "manager.validator")],
    request: patch("/Users/{{userId}}", [{ op: "add", path: managerPath, value: { value: "{{managerId}}" } }]),
    status: patched,
    expect: { "the manager": [managed("{{managerId}}")] },
  }),
  written("MV-11", {
    title: "Replace Manager",
    source,
    given: [user, aPerson("managerId", "manager.validator")],
    request: patch("/Users/{{userId}}", [{ op: "replace", path: managerPath, value: { value: "{{managerId}}" } }]),
    status: patched,
    expect: { "the new manager": [managed("{{managerId}}")] },
  }),
  written("MV-12", {
    title: "Remove Manager",
    source,
    given: [user],
    request: patch("/Users/{{userId}}", [{ op: "replace", path: managerPath, value: { value: "" } }]),
    status: patched,
    expect: {
      // The validator let `manager: {value: ""}` pass; the gallery's test does not.
      "no manager's id is left": [afterwards("/Users/{{userId}}", write.unassigned(`${managerPath}.value`))],
    },
  }),
  written("MV-13", {
    title: "Delete User",
    source,
    given: [user],
    request: remove("/Users/{{userId}}"),
    status: [204],
    expect: { gone: [afterwards("/Users/{{userId}}", { status: [404] })] },
  }),
];

const groups: Case[] = [
  written("MV-14", {
    title: "Get group by id excluding members",
    source,
    given: [member, aGroup("groupId", "QOUWVALIDATOR", { members: [{ value: "{{memberId}}" }] })],
    request: get("/Groups/{{groupId}}?excludedAttributes=members"),
    status: [200],
    expect: { "no members": [is("id", "{{groupId}}"), write.absent("members")] },
  }),
  written("MV-15", {
    title: "Filter for an existing group",
    source,
    given: [group],
    request: get(groupByName("QOUWVALIDATOR")),
    status: [200],
    expect: { "the one group": lists("{{groupId}}") },
  }),
  written("MV-16", {
    title: "Filter for an existing group excluding members",
    source,
    given: [member, aGroup("groupId", "QOUWVALIDATOR", { members: [{ value: "{{memberId}}" }] })],
    request: get(groupByName("QOUWVALIDATOR", "excludedAttributes=members&")),
    status: [200],
    expect: { "the one group, without members": [...lists("{{groupId}}"), write.absent("Resources[0].members")] },
  }),
  written("MV-17", {
    title: "Filter for a non-existing group",
    source,
    request: get(groupByName("nonexistent7c0f-VALIDATOR")),
    status: [200],
    expect: { "a list of none": lists() },
  }),
  written("MV-18", {
    title: "Filter for an existing group with different case",
    source,
    given: [group],
    request: get(groupByName("qouwvalidator")),
    status: [200],
    expect: { "the one group": lists("{{groupId}}") },
  }),
  written("MV-19", {
    title: "Create a new Group",
    source,
    request: group.request,
    status: [201],
    expect: { "what was sent": [is("displayName", "QOUWVALIDATOR"), is("externalId", "7bd1-validator")] },
  }),
  written("MV-20", {
    title: "Create a duplicate Group",
    source: `${source}; the RFC leaves the uniqueness of displayName to the server`,
    given: [group],
    request: group.request,
    status: [409],
  }),
  written("MV-21", {
    title: "Patch Group - Replace Attributes",
    source,
    given: [group],
    request: patch("/Groups/{{groupId}}", [{ op: "replace", value: { externalId: "9ce2-validator" } }]),
    status: patched,
    expect: { "the new externalId": [afterwards("/Groups/{{groupId}}", is("externalId", "9ce2-validator"))] },
  }),
  written("MV-22", {
    title: "Update Group displayName",
    source,
    given: [group],
    request: patch("/Groups/{{groupId}}", [{ op: "replace", value: { displayName: "RENAMEDVALIDATOR" } }]),
    status: patched,
    expect: { "the new name": [afterwards("/Groups/{{groupId}}", is("displayName", "RENAMEDVALIDATOR"))] },
  }),
  written("MV-23", {
    title: "Patch Group - Add Member",
    source,
    given: [group, member],
    request: patch("/Groups/{{groupId}}", [{ op: "replace", path: "members", value: [{ value: "{{memberId}}" }] }]),
    status: patched,
    expect: { "the member": [hasMembers("{{memberId}}")] },
  }),
  written("MV-24", {
    title: "Patch Group - Remove Member",
    source,
    given: [
      member,
      aPerson("otherId", "other.validator"),
      aGroup("groupId", "QOUWVALIDATOR", { members: [{ value: "{{memberId}}" }, { value: "{{otherId}}" }] }),
    ],
    request: patch("/Groups/{{groupId}}", [{ op: "remove", path: 'members[value eq "{{memberId}}"]' }]),
    status: patched,
    expect: { "the other member alone": [hasMembers("{{otherId}}")] },
  }),
  written("MV-25", {
    title: "Delete Group",
    source,
    given: [group],
    request: remove("/Groups/{{groupId}}"),
    status: [204],
    expect: { gone: [afterwards("/Groups/{{groupId}}", { status: [404] })] },
  }),
];

const previews: Case[] = [
  written("MV-P1", {
    title: "Patch User - Multiple Operations on different attributes",
    source: preview,
    given: [user],
    request: patch("/Users/{{userId}}", [
      { op: "remove", path: 'phoneNumbers[type eq "mobile"]' },
      { op: "add", path: "displayName", value: "PJHF" },
      { op: "replace", path: "title", value: "UNGW" },
    ]),
    status: patched,
    expect: {
      "all three": [
        afterwards("/Users/{{userId}}", is("displayName", "PJHF"), is("title", "UNGW"), {
          path: "phoneNumbers",
          lacks: { type: "mobile" },
        }),
      ],
    },
  }),
  written("MV-P2", {
    title: "Patch User - Multiple Operations on same attribute",
    source: preview,
    given: [user],
    request: patch("/Users/{{userId}}", [
      { op: "remove", path: "displayName" },
      { op: "add", path: "displayName", value: "EKYC" },
      { op: "replace", path: "displayName", value: "BOLR" },
    ]),
    status: patched,
    expect: { "the last word": [afterwards("/Users/{{userId}}", is("displayName", "BOLR"))] },
  }),
  written("MV-P3", {
    title: "Delete a non-existent User",
    source: preview,
    request: remove("/Users/6f1a4a4c-0d5b-4b34-93a9-f1f3c1e2a001"),
    status: [404],
    expect: { "an error": [refused()] },
  }),
  written("MV-P4", {
    title: "Delete the same User twice",
    source: preview,
    given: [user, step(remove("/Users/{{userId}}"))],
    request: remove("/Users/{{userId}}"),
    status: [404],
    expect: { "an error": [refused()] },
  }),
  written("MV-P5", {
    title: "Delete a non-existent Group",
    source: preview,
    request: remove("/Groups/6f1a4a4c-0d5b-4b34-93a9-f1f3c1e2a002"),
    status: [404],
    expect: { "an error": [refused()] },
  }),
  written("MV-P6", {
    title: "Delete the same Group twice",
    source: preview,
    given: [group, step(remove("/Groups/{{groupId}}"))],
    request: remove("/Groups/{{groupId}}"),
    status: [404],
    expect: { "an error": [refused()] },
  }),
  written("MV-P7", {
    title: "Patch Group - Add and remove the same member in one request",
    source: preview,
    given: [group, member],
    request: patch("/Groups/{{groupId}}", [
      { op: "add", path: "members", value: [{ value: "{{memberId}}" }] },
      { op: "remove", path: 'members[value eq "{{memberId}}"]' },
    ]),
    status: patched,
    expect: { nobody: [hasMembers()] },
  }),
];

export const validatorCases: readonly Case[] = [...users, ...groups, ...previews];
