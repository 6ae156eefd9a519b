import { describe, expect, test } from "vitest";
import { customUrn, userDefinition } from "../__fixtures__/definitions";
import { frozen } from "../__fixtures__/frozen";
import { enterpriseUserUrn } from "../urns";
import { toUtc } from "./date-time";
import { etagOf, matchesEtag } from "./etag";
import { toSearch } from "./search";

test("the search copy folds what is not caseExact and keeps the rest (RFC 7643 §2.2)", () => {
  const attributes = frozen({
    userName: "ÅSA",
    externalId: "Ab",
    active: true,
    emails: [{ value: "A@B", type: "Work", primary: true }],
    profileUrl: "HTTP://X",
    [enterpriseUserUrn]: { department: "IT", manager: { value: "M" } },
    [customUrn]: { badge: "B", hired: "2026-01-01T02:00:00+02:00", level: 3, tags: ["A", "b"] },
  });
  expect(toSearch(userDefinition, attributes)).toEqual({
    userName: "åsa",
    externalId: "Ab",
    active: true,
    emails: [{ value: "a@b", type: "work", primary: true }],
    profileUrl: "HTTP://X",
    [enterpriseUserUrn]: { department: "it", manager: { value: "m" } },
    [customUrn]: { badge: "B", hired: "2026-01-01T00:00:00.000Z", level: 3, tags: ["a", "b"] },
  });
});

describe("a dateTime (RFC 7643 §2.3.5)", () => {
  test.each([
    ["2011-05-13T04:42:34Z", "2011-05-13T04:42:34.000Z"],
    ["2011-05-13t04:42:34.1234567z", "2011-05-13T04:42:34.123Z"],
    ["2008-01-23T04:56:22+05:30", "2008-01-22T23:26:22.000Z"],
    ["2011-05-13T04:42", "2011-05-13T04:42:00.000Z"],
    ["2011-05-13", undefined],
    ["2011-13-13T04:42:34Z", undefined],
    ["9999-12-31T23:59:59-12:00", undefined],
    ["2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"],
    ["2026-02-29T00:00:00Z", undefined],
    ["2026-04-31T00:00:00Z", undefined],
    ["0000-06-01T00:00:00Z", undefined],
    ["0001-01-01T00:00:00+01:00", undefined],
    ["soon", undefined],
  ])("%s is %s", (text, expected) => {
    expect(toUtc(text)).toBe(expected);
  });
});

describe("an entity tag (RFC 7644 §3.14)", () => {
  test.each([
    ['W/"3"', true],
    ['"3"', true],
    ['W/"2", W/"3"', true],
    ["*", true],
    ['W/"4"', false],
    ["3", false],
    ["", false],
  ])("If-Match: %s matches version 3: %j", (header, expected) => {
    expect(matchesEtag(header, 3)).toBe(expected);
    expect(etagOf(3)).toBe('W/"3"');
  });
});
