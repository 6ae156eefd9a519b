import { describe, expect, test } from "vitest";
import { customUrn, groupDefinition, userDefinition } from "../__fixtures__/definitions";
import { refusal } from "../__fixtures__/refusal";
import { checkFilter } from "./check-filter";
import { parseFilter } from "./parse-filter";

const check = (text: string) => checkFilter(userDefinition, parseFilter(text));

describe("checking a filter (RFC 7644 §3.4.2.2)", () => {
  test.each([
    ['USERNAME eq "Ana"', "userName", "ana"],
    ['externalId eq "Ana"', "externalId", "Ana"],
    ["externalId eq 0123", "externalId", "0123"],
    ["externalId eq true", "externalId", "true"],
    ['active eq "True"', "active", true],
    [`${customUrn}:level ge "3"`, `${customUrn}:level`, 3],
    ["meta.created gt 2026-01-01T02:00:00+02:00", "meta.created", "2026-01-01T00:00:00.000Z"],
    ['emails co "A"', "emails.value", "a"],
    ['manager eq "x"', "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value", "x"],
    ['urn:ietf:params:scim:schemas:core:2.0:user:Title eq "x"', "title", "x"],
  ])("%s compares %s with %j", (text, path, value) => {
    expect(check(text)).toMatchObject({ kind: "compare", target: { path }, value });
  });

  test.each([
    ['nope eq "x"', '"nope"'],
    ['emails[nope eq "x"]', '"nope"'],
    ['emails.nope eq "x"', '"emails.nope"'],
    ['title pr and nope eq "x"', '"nope"'],
    ['password eq "x"', "password"],
    ["active gt true", "a boolean, with gt"],
    ["active co true", "a boolean, with co"],
    ['x509Certificates.value gt "x"', "a binary, with gt"],
    ['meta.created co "2026"', "a dateTime, with co"],
    [`${customUrn}:level sw 1`, "an integer, with sw"],
    ["active eq 1", "Give a boolean"],
    [`${customUrn}:level eq "x"`, "Give an integer"],
    ['meta.created gt "yesterday"', "Give a dateTime"],
    ["title gt null", "Give a string"],
    ['name eq "x"', "Compare one of its parts: formatted, familyName"],
    ['title[value eq "x"]', "Compare it without [ ]"],
  ])("%s is refused with invalidFilter, saying %s", (text, words) => {
    const error = refusal(() => check(text));
    expect(error).toMatchObject({ status: 400, scimType: "invalidFilter" });
    expect(error.detail).toContain(words);
  });

  test("comparing with null asks whether there is a value (RFC 7643 §2.5)", () => {
    expect(check("title ne null")).toEqual(check("title pr"));
    expect(check("name eq null")).toEqual(check("not (name pr)"));
  });

  test("members of a group can be filtered on, and a user's attribute is none of a group's", () => {
    expect(checkFilter(groupDefinition, parseFilter('members eq "x"'))).toMatchObject({
      target: { path: "members.value" },
    });
    expect(refusal(() => checkFilter(groupDefinition, parseFilter('userName eq "x"'))).scimType).toBe("invalidFilter");
  });
});
