import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "./password";

test("a password is stored as argon2id with a salt of its own", async () => {
  const [one, two] = [await hashPassword("violet ladder"), await hashPassword("violet ladder")];
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
});

test("only the right password verifies, however its letters were composed", async () => {
  const stored = await hashPassword("Zo\u00eb Ångström 1234");
  expect(await verifyPassword(stored, "Zoe\u0308 Ångström 1234")).toBe(true);
  expect(await verifyPassword(stored, "zoë ångström 1234")).toBe(false);
});

test("without a hash nothing verifies", async () => {
  expect(await verifyPassword(undefined, "violet ladder")).toBe(false);
});
