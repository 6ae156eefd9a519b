import { describe, expect, test } from "vitest";
import { domainOf } from "./check-domain";

describe("the domain of a userName", () => {
  test.each([
    ["ana@contoso.example", "contoso.example"],
    ["ana@Contoso.EXAMPLE", "contoso.example"],
    ["ana@bücher.example", "xn--bcher-kva.example"],
    ['"a@b"@contoso.example', "contoso.example"],
    ["ana", undefined],
    ["ana@", undefined],
    ["ana@not a domain", undefined],
  ])("%s → %s", (userName, domain) => {
    expect(domainOf(userName)).toBe(domain);
  });
});
