import { describe, expect, test } from "vitest";
import { applyMappings, matchingOf, toMapping } from "./attribute-mapping";
import { groupMappings, userMappings } from "./default-mappings";
import { evaluateExpression } from "./evaluate-expression";
import { ExpressionError, parseExpression } from "./parse-expression";
import { isInScope } from "./scoping-filter";
import type { ScopingOperator } from "./scoping-filter";
import { parseTargetPath, readTarget } from "./target-path";

const attributes = {
  givenName: "Zoë",
  surname: "Ångström",
  userPrincipalName: "Zoe.A@Contoso.com",
  IsSoftDeleted: false,
  department: "Sales",
  employeeId: "70123",
};
const roles = [
  { id: "1", value: "Admin", displayName: "Administrator" },
  { id: "2", value: "User", displayName: "User" },
];
const run = (text: string) => evaluateExpression(parseExpression(text), { attributes, roles });

describe("an expression", () => {
  test.each([
    ['Switch([IsSoftDeleted], , "False", "True", "True", "False")', "True"],
    ['Switch([department], "other", "Care", "c", "Sales", "s")', "s"],
    ['Switch([city], "nowhere", "Oslo", "o")', "nowhere"],
    ['Join(" ", [givenName], [middleName], [surname])', "Zoë Ångström"],
    ["Mid([surname], 1, 3)", "Ång"],
    ['Mid("a👩‍🚀b", 1, 1)', "a"],
    ["ToLower([userPrincipalName])", "zoe.a@contoso.com"],
    ['ToLower("İI", "tr")', "iı"],
    ["ToUpper([department], )", "SALES"],
    ["Coalesce([mail], [city], [department])", "Sales"],
    ["Coalesce([mail])", undefined],
    ['Replace([userPrincipalName], "@Contoso.com", , , "@fabrikam.com", , )', "Zoe.A@fabrikam.com"],
    ['Replace([userPrincipalName], , "@.*", , "", , )', "Zoe.A"],
    ['Replace([userPrincipalName], , "(?<at>@)", "at", "_at_", , )', "Zoe.A_at_Contoso.com"],
    ['Replace([employeeId], "%", , , , , "E-%")', "E-70123"],
    ['Append([employeeId], "x")', "70123x"],
    ["SingleAppRoleAssignment([appRoleAssignments])", "Admin"],
    ['"with \\"quotes\\""', 'with "quotes"'],
    ["[GIVENNAME]", "Zoë"],
  ])("%s is %j", (text, value) => {
    expect(run(text)).toBe(value);
  });

  test("for several roles gives them all", () => {
    expect(run("AssertiveAppRoleAssignmentsComplex([appRoleAssignments])")).toEqual(roles);
  });

  test.each(["Join(", "[givenName", '"open', "Nothing([a])", "Join() x", ""])("%j is refused", (text) => {
    expect(() => run(text)).toThrow(ExpressionError);
  });
});

describe("a target attribute", () => {
  const resource = {
    userName: "zoe",
    active: false,
    emails: [
      { type: "home", value: "z@home" },
      { type: "Work", value: "z@work" },
    ],
    name: { givenName: "Zoë", familyName: "" },
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { manager: { value: "42" }, department: "Sales" },
  };
  test.each([
    ["userName", "zoe"],
    ["USERNAME", "zoe"],
    ["active", "False"],
    ['emails[type eq "work"].value', "z@work"],
    ['emails[type eq "other"].value', undefined],
    ["name.givenName", "Zoë"],
    ["name.familyName", undefined],
    ["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager", "42"],
    ["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "Sales"],
    ["urn:ietf:params:scim:schemas:extension:8x8:1.1:User:site", undefined],
  ])("%s reads %j", (path, value) => {
    expect(readTarget(resource, parseTargetPath(path))).toBe(value);
  });
  test.each(["", "a b", 'emails[type eq "work"', "a.b.c"])("%j is none", (path) => {
    expect(() => parseTargetPath(path)).toThrow("is no target attribute");
  });
});

describe("mappings", () => {
  test("leave out what is null, and references", () => {
    const mapped = applyMappings((userMappings["entra"] ?? []).map(toMapping), attributes, roles);
    expect(mapped.map(({ mapping, value }) => [mapping.target.text, value])).toEqual([
      ["userName", "Zoe.A@Contoso.com"],
      ["active", "True"],
      ["name.givenName", "Zoë"],
      ["name.familyName", "Ångström"],
      ["name.formatted", "Zoë Ångström"],
      ["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber", "70123"],
      ["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "Sales"],
    ]);
  });
  test("are looked up by in their precedence", () => {
    const mappings = [
      { source: "mail", target: "userName", matching: 2 },
      { source: "employeeId", target: "externalId", matching: 1 },
      { source: "city", target: "title" },
    ].map(toMapping);
    expect(matchingOf(mappings).map(({ target }) => target.text)).toEqual(["externalId", "userName"]);
  });
  test("of every application can be read", () => {
    for (const mapping of [...Object.values(userMappings).flat(), ...groupMappings])
      expect(() => toMapping(mapping)).not.toThrow();
  });
});

describe("a scoping filter (ENTRA.md §7.7)", () => {
  const person = {
    department: "Sales",
    accountEnabled: true,
    employeeId: "70123",
    flags: "6",
    mail: "zoe@contoso.com",
  };
  test.each<[string, ScopingOperator, string | undefined, boolean]>([
    ["department", "EQUALS", "Sales", true],
    ["department", "EQUALS", "sales", false],
    ["department", "NOT EQUALS", "Care", true],
    ["city", "NOT EQUALS", "Oslo", false],
    ["accountEnabled", "IS TRUE", undefined, true],
    ["accountEnabled", "IS FALSE", undefined, false],
    ["city", "IS NULL", undefined, true],
    ["mail", "IS NOT NULL", undefined, true],
    ["mail", "REGEX MATCH", "^z.*@contoso\\.com$", true],
    ["mail", "NOT REGEX MATCH", "fabrikam", true],
    ["employeeId", "Greater_Than", "9999", true],
    ["employeeId", "Greater_Than_OR_EQUALS", "70123", true],
    ["mail", "Includes", "CONTOSO", true],
    ["mail", "ENDS_WITH", "contoso.com", true],
    ["flags", "&", "2", true],
    ["flags", "&", "3", false],
    ["flags", "!&", "1", true],
    ["city", "!&", "1", false],
  ])("%s %s %s: %s", (attribute, operator, value, expected) => {
    expect(isInScope([[{ attribute, operator, ...(value !== undefined && { value }) }]], person)).toBe(expected);
  });
  test("needs all clauses of one filter, and one of several filters", () => {
    const sales = { attribute: "department", operator: "EQUALS", value: "Sales" } as const;
    const oslo = { attribute: "city", operator: "EQUALS", value: "Oslo" } as const;
    expect(isInScope([[sales, oslo]], person)).toBe(false);
    expect(isInScope([[sales], [oslo]], person)).toBe(true);
    expect(isInScope([], person)).toBe(true);
  });
});
