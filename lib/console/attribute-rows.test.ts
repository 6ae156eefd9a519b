import { expect, test } from "vitest";
import { profileOf } from "@/lib/applications/applications";
import { eightByEight } from "@/lib/applications/8x8";
import { attributeRows, shownRows } from "./attribute-rows";

test("every simple value stands under the path that Entra's mapping page writes", () => {
  const rows = attributeRows({
    userName: "ana.perez@contoso.com",
    active: true,
    name: { givenName: "Ana", familyName: "Pérez" },
    emails: [
      { type: "work", value: "ana.perez@contoso.com", primary: true },
      { type: "home", value: "ana@home.example" },
    ],
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { department: "Sales", manager: { value: "42" } },
  });
  expect(rows).toEqual([
    { path: "userName", value: "ana.perez@contoso.com" },
    { path: "active", value: true },
    { path: "name.givenName", value: "Ana" },
    { path: "name.familyName", value: "Pérez" },
    { path: 'emails[type eq "work"].value', value: "ana.perez@contoso.com" },
    { path: 'emails[type eq "work"].primary', value: true },
    { path: 'emails[type eq "home"].value', value: "ana@home.example" },
    { path: "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", value: "Sales" },
    { path: "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value", value: "42" },
  ]);
});

test("an unassigned attribute makes no row", () => {
  expect(attributeRows({ title: null, emails: [], name: {} })).toEqual([]);
});

test("rows are listed in the order of the schemas, whatever order they are stored in", () => {
  const rows = shownRows(
    {
      "urn:ietf:params:scim:schemas:extension:8x8:1.1:User": { site: "Stockholm" },
      title: "Buyer",
      emails: [{ type: "work", value: "ana@contoso.com" }],
      name: { familyName: "Pérez" },
      userName: "ana@contoso.com",
      unheardOf: "x",
    },
    eightByEight.user,
  );
  expect(rows.map(({ path }) => path)).toEqual([
    "userName",
    "name.familyName",
    "title",
    'emails[type eq "work"].value',
    "urn:ietf:params:scim:schemas:extension:8x8:1.1:User:site",
    "unheardOf",
  ]);
});

test("what a directory's own extension never returns stands there without its value", () => {
  const urn = "urn:contoso:params:scim:schemas:extension:badge:2.0:User";
  const { user } = profileOf("generic", {
    extensions: [
      {
        urn,
        name: "Badge",
        attributes: [
          { name: "floor", type: "string" },
          { name: "pin", type: "string", returned: "never" },
        ],
      },
    ],
  });
  expect(shownRows({ [urn]: { pin: "0000", floor: "3" }, password: "secret" }, user)).toEqual([
    { path: "password" },
    { path: `${urn}:floor`, value: "3" },
    { path: `${urn}:pin` },
  ]);
});
