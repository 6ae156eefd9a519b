import { describe, expect, test } from "vitest";
import { entitlementsOf } from "./entitlement";
import { generateTenant } from "./generate-tenant";
import { readTenant, TenantFileError } from "./read-tenant";

const contoso = `
name: Contoso
scope: assigned
roles: [User, { value: Admin, displayName: Administrator }]
users:
  - { userPrincipalName: ana@contoso.com, givenName: Ana, employeeId: 7, manager: bo@contoso.com }
  - { userPrincipalName: bo@contoso.com, accountEnabled: false, mobile: null }
  - { userPrincipalName: eve@contoso.com, id: 0b1f, deleted: soft }
groups:
  - { displayName: Sales, members: [ana@contoso.com, Nordic, 0b1f] }
  - { displayName: Nordic, members: [bo@contoso.com] }
assignments:
  - { group: Sales, role: Admin }
  - { user: bo@contoso.com, role: Default Access }
`;

describe("a tenant's file", () => {
  test("names people by userPrincipalName or id, groups by displayName, and is the same in JSON", () => {
    const tenant = readTenant(contoso);
    const [ana, bo, eve] = [...tenant.users.values()];
    expect(ana).toMatchObject({
      manager: bo?.id,
      attributes: { givenName: "Ana", employeeId: "7", mailNickname: "ana" },
    });
    expect(bo?.attributes).toEqual({ userPrincipalName: "bo@contoso.com", mailNickname: "bo", accountEnabled: false });
    expect(eve).toMatchObject({ id: "0b1f", deleted: "soft" });
    const [sales, nordic] = [...tenant.groups.values()];
    expect(sales?.members).toEqual([ana?.id, nordic?.id, "0b1f"]);
    const json = { users: [{ userPrincipalName: "ana@contoso.com", givenName: "Ana" }] };
    expect(readTenant(JSON.stringify(json)).users.get(ana?.id ?? "")?.attributes["givenName"]).toBe("Ana");
  });

  test.each([
    ["users: [{ givenName: Ana }]", "line 1: users.0"],
    ["users:\n  - { userPrincipalName: a@b.c, manager: nobody }", "a@b.c: nobody is called nobody"],
    ["users:\n  - { userPrincipalName: a@b.c }\n  - { userPrincipalName: A@b.c }", "there are two"],
    ["assignments:\n  - { user: x, role: Boss }", "there is no role Boss"],
    ["people: []", "people"],
    ["users: [", "line 1"],
  ])("%j is refused by what is wrong", (text, message) => {
    expect(() => readTenant(text)).toThrow(TenantFileError);
    expect(() => readTenant(text)).toThrow(message);
  });
});

describe("assignment", () => {
  test("entitles by a role, through the first level of a group, and not by Default Access", () => {
    const tenant = readTenant(contoso);
    const entitlements = entitlementsOf(tenant);
    const [ana, bo] = [...tenant.users.keys()];
    const [sales, nordic] = [...tenant.groups.keys()];
    expect(entitlements.rolesOf(ana ?? "").map(({ displayName }) => displayName)).toEqual(["Administrator"]);
    expect(entitlements.isEntitled(bo ?? "")).toBe(false);
    expect(entitlements.isAssigned(bo ?? "")).toBe(true);
    expect([entitlements.isEntitled(sales ?? ""), entitlements.isEntitled(nordic ?? "")]).toEqual([true, false]);
  });
  test("is not asked for where everybody is in scope", () => {
    expect(entitlementsOf(readTenant("{}")).isEntitled("anybody")).toBe(true);
  });
});

describe("a generated tenant", () => {
  test("is the same for the same seed, and another for another", () => {
    const size = { users: 50, groups: 8 };
    expect(generateTenant({ ...size, seed: 7 })).toEqual(generateTenant({ ...size, seed: 7 }));
    expect(generateTenant({ ...size, seed: 7 })).not.toEqual(generateTenant({ ...size, seed: 8 }));
  });
  test("has people with unique logins, one without a manager, and groups of people and of groups", () => {
    const { users, groups } = generateTenant({ users: 1000, groups: 50 });
    const logins = [...users.values()].map(({ attributes }) => attributes["userPrincipalName"]);
    expect(new Set(logins).size).toBe(1000);
    expect(logins.every((login) => /^[a-z.]+\d+@contoso\.com$/.test(String(login)))).toBe(true);
    expect([...users.values()].filter(({ manager }) => manager === undefined)).toHaveLength(1);
    expect([...users.values()].every(({ manager }) => manager === undefined || users.has(manager))).toBe(true);
    const names = [...groups.values()].map(({ attributes }) => attributes["displayName"]);
    expect(new Set(names).size).toBe(50);
    const members = [...groups.values()].flatMap((group) => group.members);
    expect(members.every((id) => users.has(id) || groups.has(id))).toBe(true);
    expect(members.some((id) => groups.has(id))).toBe(true);
    expect(
      [...users.values()].some(({ attributes }) => /\p{Script=Hangul}/u.test(String(attributes["displayName"]))),
    ).toBe(true);
  });
});
