import { describe, expect, test } from "vitest";
import { refusal } from "../__fixtures__/refusal";
import { parsePath } from "./parse-path";

const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

describe("a PATCH path (RFC 7644 §3.5.2, figure 7)", () => {
  test.each([
    ["userName", { attribute: "userName" }],
    ["name.familyName", { attribute: "name.familyName" }],
    [`${enterprise}:manager.value`, { attribute: `${enterprise}:manager.value` }],
    [" members ", { attribute: "members" }],
  ])("%s is an attribute path", (text, expected) => {
    expect(parsePath(text)).toEqual({ filter: undefined, subAttribute: undefined, ...expected });
  });

  test.each([
    ['emails[type eq "work"]', "emails", undefined],
    ['emails[type eq "work"].value', "emails", "value"],
    [`${enterprise}:cards[type eq "a]b"].$ref`, `${enterprise}:cards`, "$ref"],
    ['addresses[type eq "work" and (not (primary eq true))].streetAddress', "addresses", "streetAddress"],
  ])("%s is a value path", (text, attribute, subAttribute) => {
    expect(parsePath(text)).toMatchObject({ attribute, subAttribute });
    expect(parsePath(text).filter).toBeDefined();
  });

  test.each([
    ["", "invalidPath"],
    ["[type eq 1]", "invalidPath"],
    ['"userName"', "invalidPath"],
    ["emails.value x", "invalidPath"],
    ['emails[type eq "work"', "invalidPath"],
    ['emails[type eq "work"].value.more "', "invalidPath"],
    ['emails[type eq "work', "invalidPath"],
    ["emails[]", "invalidFilter"],
    ["emails[type zz 1]", "invalidFilter"],
    ['emails[type eq "work"][primary eq true]', "invalidPath"],
    ["emails[x[y eq 1]]", "invalidFilter"],
  ])("%j is refused with %s", (text, scimType) => {
    expect(refusal(() => parsePath(text))).toMatchObject({ status: 400, scimType });
  });

  test("an over-long path is refused, quoted in short", () => {
    const error = refusal(() => parsePath("x".repeat(10_000)));
    expect(error.scimType).toBe("invalidPath");
    expect(error.detail.length).toBeLessThan(250);
  });
});
