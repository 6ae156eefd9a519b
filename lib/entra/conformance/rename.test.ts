import { expect, test } from "vitest";
import { aPerson, get, is, patch, person, post, team, afterwards, written } from "./cases/writing";
import { withUniqueNames } from "./rename";

const tag = "k3f9";
const alice = aPerson("userId", "alice");

test("a person's names are the run's own, in bodies, filters and checks alike", () => {
  const given = written("1", {
    title: "t",
    source: "s",
    given: [alice],
    request: get("/Users?filter=userName+eq+%22ALICE%40CONTOSO.COM%22&count=1"),
    status: [200],
    expect: {
      says: [
        is("Resources[0].userName", "alice@contoso.com"),
        afterwards("/Users?filter=externalId eq alice-external"),
      ],
    },
  });
  const renamed = withUniqueNames(given, { tag });
  expect(renamed.given[0]?.request.body).toMatchObject({
    userName: "alice.k3f9@contoso.com",
    externalId: "alice-external-k3f9",
    emails: [{ value: "alice.k3f9@contoso.com" }],
    displayName: "Ana Pérez",
  });
  expect(renamed.request.path).toBe("/Users?filter=userName+eq+%22ALICE.K3F9%40CONTOSO.COM%22&count=1");
  expect(renamed.assert[0]?.checks).toEqual([
    is("Resources[0].userName", "alice.k3f9@contoso.com"),
    afterwards("/Users?filter=externalId eq alice-external-k3f9"),
  ]);
});

test("a group's name is the run's own, whatever its case; one that only begins alike is another", () => {
  const given = written("2", {
    title: "t",
    source: "s",
    given: [
      { request: post("/Groups", team("Sales")) },
      { request: post("/Groups", team("Nordic Sales")) },
      { request: patch("/Groups/1", [{ op: "Replace", path: "displayName", value: "Salesforce" }]) },
    ],
    request: get("/Groups?filter=displayName+eq+%22sales%22"),
    status: [200],
  });
  const { given: steps, request } = withUniqueNames(given, { tag });
  expect(steps[0]?.request.body).toMatchObject({ displayName: "Sales-k3f9" });
  expect(steps[1]?.request.body).toMatchObject({ displayName: "Nordic Sales-k3f9" });
  expect(JSON.stringify(steps[2]?.request.body)).toContain('"Salesforce-k3f9"');
  expect(request.path).toBe("/Groups?filter=displayName+eq+%22sales-k3f9%22");
});

test("a domain that was asked for is that of every userName, and of no other address", () => {
  const given = written("3", {
    title: "t",
    source: "s",
    request: post("/Users", { ...person("alice"), userName: "emp1", emails: [{ value: "a@home.example" }] }),
    status: [201],
  });
  expect(withUniqueNames(given, { tag, domain: "fabrikam.example" }).request.body).toMatchObject({
    userName: "emp1.k3f9@fabrikam.example",
    emails: [{ value: "a@home.example" }],
  });
});

test("what is filled in later stays, and no other key than a name is touched", () => {
  const body = { ...person("a+b"), externalId: "{{guid}}", title: "alice" };
  const given = written("4", {
    title: "t",
    source: "s",
    request: post("/Users", body),
    status: [201],
    expect: { says: [afterwards("/Users?filter=userName+eq+%22a%2Bb%40contoso.com%22")] },
  });
  const renamed = withUniqueNames(given, { tag });
  expect(renamed.request.body).toMatchObject({
    externalId: "{{guid}}",
    title: "alice",
    userName: "a+b.k3f9@contoso.com",
  });
  expect(renamed.assert[0]?.checks).toEqual([afterwards("/Users?filter=userName+eq+%22a%2Bb.k3f9%40contoso.com%22")]);
});
