import { describe, expect, test } from "vitest";
import { domainOf, judgeDomain, registeredFor } from "./domain-policy";
import type { DomainPolicy, DomainState, KnownDomain } from "./domain-policy";

describe("the domain of a userName", () => {
  test.each([
    ["ana@contoso.example", "contoso.example"],
    ["ana@Contoso.EXAMPLE", "contoso.example"],
    ["ana@contoso.example.", "contoso.example"],
    ["ana@bücher.example", "xn--bcher-kva.example"],
    ["ana@BU\u0308CHER.example", "xn--bcher-kva.example"],
    ["ana@xn--bcher-kva.example", "xn--bcher-kva.example"],
    ["ana@faß.example", "xn--fa-hia.example"],
    ["ana@contoso。example", "contoso.example"],
    ['"a@b"@contoso.example', "contoso.example"],
    ["ana", undefined],
    ["ana@", undefined],
    ["ana@.", undefined],
    ["ana@not a domain", undefined],
    ["ana@xn--a", undefined],
  ])("%s → %s", (userName, domain) => {
    expect(domainOf(userName)).toBe(domain);
  });

  test.each(["/evil", "?x", "#x", ":80", "\\x", "/@evil.example/"])(
    "is not read out of a text with %s in it: that would be another domain than people see",
    (tail) => {
      expect(domainOf(`ana@contoso.example${tail}`)).not.toBe("contoso.example");
    },
  );

  test("is not unescaped", () => {
    expect(domainOf("ana@%63ontoso.example")).toBeUndefined();
  });
});

const domain = (name: string, state: DomainState = "verified", more: Partial<KnownDomain> = {}): KnownDomain => ({
  name,
  state,
  coversSubdomains: false,
  taken: false,
  ...more,
});

describe("a domain policy", () => {
  test.each<[DomainPolicy, KnownDomain[], string]>([
    ["off", [], "accepted"],
    ["registered", [domain("contoso.com", "pending")], "accepted"],
    ["registered", [domain("contoso.com", "failing")], "accepted"],
    ["registered", [domain("contoso.com", "pending", { taken: true })], "taken"],
    ["registered", [], "unregistered"],
    ["verified", [domain("contoso.com")], "accepted"],
    ["verified", [domain("contoso.com", "pending")], "pending"],
    ["verified", [domain("contoso.com", "failing")], "failing"],
    ["verified", [domain("contoso.com", "pending", { taken: true })], "taken"],
    ["verified", [], "unregistered"],
  ])("%s, %o: %s", (policy, domains, kind) => {
    expect(judgeDomain(policy, domains, "contoso.com").kind).toBe(kind);
  });

  test.each(["eu.contoso.com", "a.b.contoso.com"])("%s is another domain, unless its parent covers it", (name) => {
    expect(judgeDomain("registered", [domain("contoso.com")], name)).toEqual({
      kind: "unregistered",
      parent: "contoso.com",
    });
    const covering = [domain("contoso.com", "verified", { coversSubdomains: true })];
    expect(judgeDomain("verified", covering, name)).toEqual({ kind: "accepted" });
  });

  test.each(["evilcontoso.com", "contoso.com.evil.example", "com"])("%s is never covered by contoso.com", (name) => {
    const covering = [domain("contoso.com", "verified", { coversSubdomains: true })];
    expect(judgeDomain("registered", covering, name)).toEqual({ kind: "unregistered", parent: undefined });
  });

  test("a verified parent that covers its subdomains speaks for one that waits, which is told of otherwise", () => {
    const waiting = domain("eu.contoso.com", "pending");
    const parent = domain("contoso.com", "verified", { coversSubdomains: true });
    expect(judgeDomain("verified", [waiting, parent], "eu.contoso.com")).toEqual({ kind: "accepted" });
    expect(judgeDomain("verified", [{ ...parent, state: "failing" }, waiting], "eu.contoso.com")).toEqual({
      kind: "pending",
      registered: "eu.contoso.com",
    });
  });

  test("people are counted under the nearest domain that speaks for theirs", () => {
    const domains = [
      domain("contoso.com", "verified", { coversSubdomains: true }),
      domain("eu.contoso.com"),
      domain("fabrikam.com"),
    ];
    const under = (name: string) => registeredFor(domains, name)?.name;
    expect(["contoso.com", "eu.contoso.com", "us.contoso.com", "a.fabrikam.com"].map(under)).toEqual([
      "contoso.com",
      "eu.contoso.com",
      "contoso.com",
      undefined,
    ]);
  });
});
