import { expect, test } from "vitest";
import { displayNameOf } from "./display-name";

test.each([
  [{ displayName: "Ana P.", name: { formatted: "Ana Pérez" } }, "Ana P."],
  [{ name: { formatted: "Ana Pérez", givenName: "A" } }, "Ana Pérez"],
  [{ name: { givenName: "Ana", familyName: "Pérez" } }, "Ana Pérez"],
  [{ name: { familyName: "Pérez" } }, "Pérez"],
  [{ displayName: "", userName: "ana@contoso.example" }, undefined],
])("%j is called %s", (attributes, name) => {
  expect(displayNameOf(attributes)).toBe(name);
});
