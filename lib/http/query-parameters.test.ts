import { describe, expect, test } from "vitest";
import { queryParameters } from "./query-parameters";

describe("query parameters", () => {
  test.each([
    ["Entra's encoding", "filter=userName+eq+%22a%2Bb%40contoso.com%22", { filter: `userName eq "a+b@contoso.com"` }],
    [
      "Okta's encoding",
      "filter=userName%20eq%20%22ana%22&startIndex=1&count=100",
      { filter: `userName eq "ana"`, startIndex: "1", count: "100" },
    ],
    ["OneLogin's stray ampersand", "filter=userName+eq+%22x%22&", { filter: `userName eq "x"` }],
    ["Entra's flag", "aadOptscim062020&attributes=id", { attributes: "id" }],
    [
      "names in any case",
      "StartIndex=2&EXCLUDEDATTRIBUTES=members",
      { startIndex: "2", excludedAttributes: "members" },
    ],
    ["a list in parts", "attributes=userName&attributes=emails,id", { attributes: "userName,emails,id" }],
    ["the last of other values", "count=1&count=2", { count: "2" }],
    ["the same filter twice", "filter=id+pr&filter=id+pr", { filter: "id pr" }],
    ["what every object has", "constructor=1&__proto__=2", {}],
    ["none", "", {}],
  ])("%s", (_, search, expected) => {
    expect(queryParameters(search)).toEqual(expected);
  });

  test("of two filters none is left out: the request is refused", () => {
    expect(() => queryParameters("filter=id+pr&filter=title+pr")).toThrow("several filters");
  });
});
