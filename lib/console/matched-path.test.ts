import { expect, test } from "vitest";
import { applications } from "@/lib/applications/applications";
import { enterpriseUserUrn } from "@/lib/scim/urns";
import { matchedPath } from "./matched-path";

test.each([
  [`userName eq "ana@contoso.com"`, "userName"],
  [`USERNAME EQ "ana@contoso.com"`, "userName"],
  [`urn:ietf:params:scim:schemas:core:2.0:User:externalId eq "1"`, "externalId"],
  [`${enterpriseUserUrn}:employeeNumber eq "1"`, `${enterpriseUserUrn}:employeeNumber`],
  [`emails[type eq "work"].value eq "ana@contoso.com"`, `emails[type eq "work"].value`],
  [`emails[type eq "work" and value eq "ana@contoso.com"]`, `emails[type eq "work"].value`],
  [`nothing eq "1"`, undefined],
  [`userName sw "a"`, undefined],
  [`userName eq "a" and active eq true`, undefined],
  [`userName eq "cut`, undefined],
])("a lookup by %s matches by %s", (filter, expected) => {
  expect(matchedPath(applications.generic.user, `?filter=${encodeURIComponent(filter)}&count=1`)).toBe(expected);
});

test("a query without a filter is no lookup", () => {
  expect(matchedPath(applications.generic.user, "?count=1")).toBeUndefined();
});
