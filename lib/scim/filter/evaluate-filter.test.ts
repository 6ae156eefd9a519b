import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbitraryFilter, arbitraryUser } from "../__fixtures__/arbitrary-filter";
import { userDefinition } from "../__fixtures__/definitions";
import { fixture } from "../__fixtures__/fixture";
import { frozen } from "../__fixtures__/frozen";
import type { JsonObject } from "../json";
import { readResource } from "../resource/read-resource";
import { checkFilter } from "./check-filter";
import { compareCodePoints } from "./compare-code-points";
import { evaluateFilter } from "./evaluate-filter";
import { parseFilter } from "./parse-filter";

// The same cases at each run; another seed looks further.
fc.configureGlobal({ seed: 20261122 });

const matches = (text: string, resource: JsonObject) =>
  evaluateFilter(checkFilter(userDefinition, parseFilter(text)), resource);

const barbara = fixture("rfc7643-8.3-enterprise_user");

describe("a filter on the RFC's user (RFC 7643 §8.3)", () => {
  test.each([
    ['userName eq "BJENSEN@example.com"', true],
    ['externalId eq "701984"', true],
    ['id eq "2819C223-7f76-453a-919d-413861904646"', false],
    ['name.familyName co "ENS"', true],
    ['userName ew "example.com"', true],
    ["title pr", true],
    ["roles pr", false],
    ['meta.lastModified gt "2011-05-13T04:42:33Z"', true],
    ['meta.lastModified eq "2011-05-13T06:42:34+02:00"', true],
    ['meta.lastModified lt "2011-05-13T04:42:34Z"', false],
    ['emails[type eq "work" and value co "jensen.org"]', false],
    ['emails.type eq "work" and emails.value co "jensen.org"', true],
    ['emails[type eq "work"].value eq "bjensen@example.com"', true],
    ['not (emails co "nowhere")', true],
    ["emails.primary eq true", true],
    ['userType eq "Employee" and (emails co "nowhere" or emails.value co "example.com")', true],
    ['schemas eq "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"', true],
    ['employeeNumber eq "701984"', true],
    ['manager eq "26118915-6090-4610-87e4-49d8ca9f808d"', true],
    ['groups.display sw "tour"', true],
    ['title ge "Tour"', true],
    ['profileUrl eq "HTTPS://login.example.com/bjensen"', false],
  ])("%s is %j", (text, expected) => {
    expect(matches(text, barbara)).toBe(expected);
  });
});

describe("unassigned attributes (RFC 7643 §2.5)", () => {
  const bare = frozen({ userName: "x", emails: [], title: null, nickName: "" });

  test.each([
    ['title eq "x"', false],
    ['title ne "x"', true],
    ['not (title eq "x")', true],
    ["title eq null", true],
    ["nickName pr", false],
    ["emails pr", false],
    ['emails ne "x"', true],
    ['emails[value ne "x"]', false],
    ['title lt "z"', false],
  ])("%s is %j", (text, expected) => {
    expect(matches(text, bare)).toBe(expected);
  });
});

describe("text", () => {
  test("is equal whatever its letter case and its Unicode composition, unless caseExact", () => {
    const resource = { userName: "\u00c5sa", externalId: "\u00c5sa" };
    expect(matches('userName eq "a\u030aSA"', resource)).toBe(true);
    expect(matches('externalId eq "\u00e5sa"', resource)).toBe(false);
  });

  test("is ordered by code point, as the database orders it", () => {
    expect(compareCodePoints("\u{1f600}", "\uff5e")).toBeGreaterThan(0);
    expect(compareCodePoints("a", "ab")).toBeLessThan(0);
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (left, right) => {
        const hex = (text: string) => Buffer.from(text).toString("hex");
        expect(Math.sign(compareCodePoints(left, right))).toBe(
          hex(left) < hex(right) ? -1 : hex(left) > hex(right) ? 1 : 0,
        );
      }),
    );
  });
});

test("a filter and its negation never agree, and nothing is written to", () => {
  fc.assert(
    fc.property(arbitraryFilter, arbitraryUser, (text, body) => {
      const { attributes } = readResource(userDefinition, frozen(body), { kind: "create" });
      const resource = frozen(attributes);
      expect(matches(`not (${text})`, resource)).toBe(!matches(text, resource));
    }),
  );
});
