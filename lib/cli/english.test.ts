import { expect, test } from "vitest";
import { english } from "./english";

test("a command line is not told to reload a page", () => {
  expect(english("errors.notFound")).toMatch(/^That is not here any more.*[.]$/);
  expect(english("errors.notFound")).not.toContain("page");
  expect(english("errors.guideLinkEnded")).toBe("This link has ended, and nothing was changed.");
});

test("values stand where the message has them", () => {
  expect(english("errors.userNameTaken", { userName: "ana@contoso.example", holder: "Ana" })).toBe(
    "ana@contoso.example is the userName of Ana now. Give one of the two another userName first.",
  );
});
