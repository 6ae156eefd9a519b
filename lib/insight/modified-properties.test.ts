import { describe, expect, test } from "vitest";
import { modifiedProperties } from "./modified-properties";

const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

describe("modified properties name the attribute as Entra's mapping does", () => {
  test.each([
    ["a simple attribute", { title: "a" }, { title: "b" }, [{ path: "title", before: "a", after: "b" }]],
    ["an attribute that came", {}, { active: true }, [{ path: "active", after: true }]],
    [
      "a sub-attribute",
      { name: { givenName: "A", familyName: "X" } },
      { name: { givenName: "B", familyName: "X" } },
      [{ path: "name.givenName", before: "A", after: "B" }],
    ],
    [
      "an element by its type",
      {
        emails: [
          { type: "work", value: "a@x" },
          { type: "home", value: "h@x" },
        ],
      },
      {
        emails: [
          { type: "work", value: "b@x" },
          { type: "home", value: "h@x" },
        ],
      },
      [{ path: `emails[type eq "work"].value`, before: "a@x", after: "b@x" }],
    ],
    [
      "an extension's attribute behind its URN and a colon",
      { [enterprise]: { department: "Sales", manager: { value: "1" } } },
      { [enterprise]: { department: "Finance", manager: { value: "2" } } },
      [
        { path: `${enterprise}:department`, before: "Sales", after: "Finance" },
        { path: `${enterprise}:manager.value`, before: "1", after: "2" },
      ],
    ],
    [
      "a whole list where elements cannot be told apart",
      { emails: [{ type: "work", value: "a@x" }] },
      {
        emails: [
          { type: "work", value: "a@x" },
          { type: "work", value: "b@x" },
        ],
      },
      [
        {
          path: "emails",
          before: [{ type: "work", value: "a@x" }],
          after: [
            { type: "work", value: "a@x" },
            { type: "work", value: "b@x" },
          ],
        },
      ],
    ],
  ])("%s", (_, before, after, expected) => {
    expect(modifiedProperties(before, after)).toEqual(expected);
  });

  test("nothing changed is no property, whatever the order of names", () => {
    expect(modifiedProperties({ a: 1, b: { c: [1, 2] } }, { b: { c: [1, 2] }, a: 1 })).toEqual([]);
  });
});
