import { describe, expect, test } from "vitest";
import { entitlementsOf } from "./entitlement";
import { flawedCompany, forgottenDomain } from "./flawed-company";

describe("a company with flaws", () => {
  test.each([25, 100, 500])("of %i people has each flaw at least once, and most people without any", (people) => {
    const company = flawedCompany({ people, domains: [] });
    const users = [...company.users.values()];
    const entitlements = entitlementsOf(company);
    const namesOf = ({ attributes }: (typeof users)[number]) => String(attributes["userPrincipalName"]);
    expect(users).toHaveLength(people);
    const flaws = {
      disabled: users.filter(({ attributes }) => attributes["accountEnabled"] === false),
      notAssigned: users.filter(({ id }) => !entitlements.isAssigned(id)),
      defaultAccess: users.filter(({ id }) => entitlements.isAssigned(id) && !entitlements.isEntitled(id)),
      noSurname: users.filter(({ attributes }) => attributes["surname"] === undefined),
      noMail: users.filter(({ attributes }) => attributes["mail"] === undefined),
      cloudOnly: users.filter((user) => namesOf(user).endsWith(".onmicrosoft.com")),
      forgotten: users.filter((user) => namesOf(user).endsWith(forgottenDomain)),
      tooLong: users.filter(({ attributes }) => String(attributes["mailNickname"]).length > 512),
      twins: users.filter(
        (user, index) =>
          users.findIndex((other) => namesOf(other).toLowerCase() === namesOf(user).toLowerCase()) !== index,
      ),
    };
    for (const [flaw, those] of Object.entries(flaws)) expect(those.length, flaw).toBeGreaterThan(0);
    const flawed = new Set(Object.values(flaws).flat());
    expect(flawed.size).toBeLessThan(people * 0.6);
    expect(users.filter((user) => namesOf(user).endsWith("@contoso.com")).length).toBeGreaterThan(people * 0.7);
  });

  test("has its people in the organization's own domains, and is the same company every time", () => {
    const options = { people: 100, domains: ["north.example", "south.example"] };
    const names = [...flawedCompany(options).users.values()].map(({ attributes }) =>
      String(attributes["userPrincipalName"]).toLowerCase(),
    );
    const share = (domain: string) => names.filter((name) => name.endsWith(`@${domain}`)).length;
    expect(share("north.example")).toBeGreaterThan(60);
    expect(share("south.example")).toBeGreaterThan(10);
    expect(share("contoso.com")).toBe(0);
    expect(flawedCompany(options)).toEqual(flawedCompany(options));
  });

  test("has groups of one name, one that is not assigned", () => {
    const { groups, ...company } = flawedCompany({ people: 25, domains: [] });
    const all = [...groups.values()];
    const names = all.map(({ attributes }) => attributes["displayName"]);
    const { isEntitled } = entitlementsOf({ ...company, groups });
    expect(new Set(names).size).toBe(names.length - 1);
    expect(all.filter(({ id }) => !isEntitled(id))).toHaveLength(1);
  });
});
