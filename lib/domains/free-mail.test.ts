import { expect, test } from "vitest";
import { isFreeMail } from "./free-mail";

test.each([
  "gmail.com",
  "outlook.com",
  "hotmail.co.uk",
  "icloud.com",
  "proton.me",
  "orange.fr",
  "ziggo.nl",
  "spray.se",
])("%s is nobody's alone", (name) => {
  expect(isFreeMail(name)).toBe(true);
});

test("a subdomain of a free-mail provider is not, either", () => {
  expect(isFreeMail("people.gmail.com")).toBe(true);
});

test.each(["contoso.com", "8x8.com", "microsoft.com", "siemens.com", "notgmail.com", "gmail.com.contoso.com"])(
  "%s can be an organization's own",
  (name) => {
    expect(isFreeMail(name)).toBe(false);
  },
);
