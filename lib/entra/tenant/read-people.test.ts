import { describe, expect, test } from "vitest";
import { PeopleFileError } from "./people-file-error";
import { readPeople } from "./read-people";

/** The columns of "Download users" in the portal. */
const exported = [
  "userPrincipalName,displayName,surname,mail,givenName,objectId,userType,jobTitle,department,accountEnabled,usageLocation,streetAddress,state,country,physicalDeliveryOfficeName,city,postalCode,telephoneNumber,mobile",
  'ana@contoso.com,"Pérez, Ana",Pérez,ana@contoso.com,Ana,0b1f6c0e-0000-4000-8000-000000000001,Member,Engineer,R&D,True,ES,"Calle 1\r\n2º",,Spain,Sevilla,Sevilla,41001,+34 95 555,+34 600',
  "bo@contoso.com,Bo,,,Bo,0b1f6c0e-0000-4000-8000-000000000002,Guest,,,False,,,,,,,,,",
].join("\r\n");

const peopleIn = (text: string) => [...readPeople(text).users.values()];

function faultsOf(text: string) {
  try {
    readPeople(text);
  } catch (error) {
    if (error instanceof PeopleFileError) return error.faults;
    throw error;
  }
  return [];
}

describe("a CSV of people", () => {
  test("as the portal exports it: quotes, line breaks in cells, a byte order mark, empty cells", () => {
    const [ana, bo] = peopleIn(`\uFEFF${exported}\r\n\r\n`);
    expect(ana).toEqual({
      id: "0b1f6c0e-0000-4000-8000-000000000001",
      attributes: {
        userPrincipalName: "ana@contoso.com",
        mailNickname: "ana",
        displayName: "Pérez, Ana",
        surname: "Pérez",
        givenName: "Ana",
        mail: "ana@contoso.com",
        userType: "Member",
        jobTitle: "Engineer",
        department: "R&D",
        accountEnabled: true,
        usageLocation: "ES",
        streetAddress: "Calle 1\n2º",
        country: "Spain",
        physicalDeliveryOfficeName: "Sevilla",
        city: "Sevilla",
        postalCode: "41001",
        telephoneNumber: "+34 95 555",
        mobile: "+34 600",
      },
    });
    expect(bo?.attributes).toEqual({
      userPrincipalName: "bo@contoso.com",
      mailNickname: "bo",
      displayName: "Bo",
      givenName: "Bo",
      userType: "Guest",
      accountEnabled: false,
    });
  });

  test.each([
    ["USERPRINCIPALNAME,GIVENNAME\nana@contoso.com,Ana"],
    ["User principal name;First name\nana@contoso.com;Ana"],
    ["user_principal_name\tGiven Name\nana@contoso.com\tAna"],
    ["version:v1.0,\nUser name [userPrincipalName] Required,First name [givenName]\nana@contoso.com,Ana"],
    ['"userPrincipalName","givenName","shoeSize, EU"\n" ana@contoso.com ","Ana",'],
  ])("names its columns in any letters, and separates them as its country does: %j", (text) => {
    expect(peopleIn(text)[0]?.attributes).toMatchObject({ userPrincipalName: "ana@contoso.com", givenName: "Ana" });
  });

  test("makes everybody assigned, and the same person of the same name in the next file", () => {
    const [first, second] = [readPeople("userPrincipalName\nana@contoso.com"), readPeople(exported)];
    expect(first.scope).toBe("all");
    expect([...first.users.keys()]).toEqual([...readPeople("UserPrincipalName\nANA@contoso.com").users.keys()]);
    expect(second.users.size).toBe(2);
  });

  test("knows managers by userPrincipalName and objectId, wherever they stand", () => {
    const [ana, bo] = peopleIn("userPrincipalName,objectId,manager\na@b.c,1,B@b.c\nb@b.c,2,1");
    expect([ana?.manager, bo?.manager]).toEqual(["2", "1"]);
  });

  test("is refused with every fault at its line and column", () => {
    const text = [
      "userPrincipalName,Account Enabled,manager",
      "ana@contoso.com,maybe,",
      '"bo\n@contoso.com",,',
      ",True,",
      "chen,True,nobody@contoso.com",
      "ANA@contoso.com,,nobody@contoso.com",
      "dora@contoso.com,True,,surplus",
    ].join("\n");
    expect(faultsOf(text)).toEqual([
      { line: 2, column: "Account Enabled", problem: "notTrueOrFalse", value: "maybe" },
      { line: 5, column: "userPrincipalName", problem: "valueMissing", value: "" },
      { line: 6, column: "userPrincipalName", problem: "noAt", value: "chen" },
      { line: 7, column: "userPrincipalName", problem: "twice", value: "2" },
      { line: 7, column: "manager", problem: "nobodyOfThatName", value: "nobody@contoso.com" },
      { line: 8, column: null, problem: "tooManyCells", value: "4" },
    ]);
  });

  test.each([
    ["", [{ line: null, problem: "empty" }]],
    [" \n\t", [{ line: null, problem: "empty" }]],
    ["userPrincipalName,mail", [{ line: null, problem: "empty" }]],
    ["name,mail\nAna,a@b.c", [{ line: 1, problem: "noUserPrincipalName" }]],
    ["\u0000\u0001PNG", [{ line: 1, problem: "noUserPrincipalName" }]],
    ["userPrincipalName,mobile,Mobile phone\na@b.c,1,2", [{ line: 1, problem: "columnTwice", column: "Mobile phone" }]],
    ['userPrincipalName,mail\na@b.c,x\nb@b.c,"open\nc@b.c,y', [{ line: 3, problem: "quoteNeverClosed" }]],
    ['userPrincipalName,mail\na@b.c,x"y', [{ line: 2, problem: "quoteInside" }]],
  ])("%j is refused by what is wrong", (text, faults) => {
    expect(faultsOf(text)).toMatchObject(faults);
  });

  test("of 5,001 people is refused as too many, one of 5,000 is read", () => {
    const of = (count: number) =>
      `userPrincipalName\n${Array.from({ length: count }, (_, number) => `p${number}@contoso.com`).join("\n")}`;
    expect(faultsOf(of(5_001))).toMatchObject([{ line: null, problem: "tooManyPeople", value: "5001" }]);
    expect(readPeople(of(5_000)).users.size).toBe(5_000);
  });
});

describe("a tenant's file", () => {
  test("is read in YAML and JSON, with its groups and assignments", () => {
    const yaml =
      "scope: assigned\nusers:\n  - { userPrincipalName: ana@contoso.com }\nassignments:\n  - { user: ana@contoso.com }";
    expect(readPeople(yaml)).toMatchObject({ scope: "assigned", assignments: [{ role: "User" }] });
    expect(peopleIn('{"users":[{"userPrincipalName":"ana@contoso.com"}]}')[0]?.attributes).toMatchObject({
      mailNickname: "ana",
    });
  });

  test.each([
    ["users:\n  - { givenName: Ana }", { line: 2, problem: "tenantFile" }],
    ["users: [", { line: 1, problem: "tenantFile" }],
    ["users: []", { line: null, problem: "empty" }],
    [
      `users: [{ userPrincipalName: a@b.c }]\na: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefg"
        .split("")
        .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${"abcdef"[index]}`).join(",")}]`)
        .join("\n")}`,
      { line: null, problem: "tenantFile" },
    ],
  ])("%j is refused by what is wrong", (text, fault) => {
    expect(faultsOf(text)).toMatchObject([fault]);
  });
});
