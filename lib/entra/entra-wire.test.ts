import { describe, expect, test } from "vitest";
import { lookupQuery } from "./filter-query";
import { readTenantUrl } from "./tenant-url";

describe("a filter on the wire (ENTRA.md §2.3)", () => {
  test("has + for a space, %22 for a quote, %40 for @, %2B for a plus", () => {
    expect(lookupQuery("userName", "jon+x@contoso.com")).toBe("filter=userName+eq+%22jon%2Bx%40contoso.com%22");
  });
  test("escapes quotes and backslashes of a value as JSON does (RFC 7644 §3.4.2.2)", () => {
    expect(new URLSearchParams(lookupQuery("displayName", 'A "B" \\')).get("filter")).toBe(
      'displayName eq "A \\"B\\" \\\\"',
    );
  });
});

describe("a Tenant URL (ENTRA.md §1.2, §4.2)", () => {
  test.each([
    ["https://x.example/scim/v2", "https://x.example/scim/v2", false],
    [" https://x.example/scim/v2/ ", "https://x.example/scim/v2", false],
    ["https://x.example/scim/v2/?aadOptscim062020", "https://x.example/scim/v2", true],
    ["https://x.example/scim/v2?AADOptSCIM062020=", "https://x.example/scim/v2", true],
  ])("%s", (text, base, isCompliant) => {
    expect(readTenantUrl(text)).toEqual({ base, isCompliant });
  });
  test.each(["", "x.example/scim", "ftp://x.example"])("%j is none", (text) => {
    expect(readTenantUrl(text)).toBeUndefined();
  });
});
