import { expect, test } from "vitest";
import { hashOfGuideSecret, mintGuideSecret } from "./guide-secret";
import { hashToken } from "./token-secret";

test("a minted secret reads back as the hash that is stored, and no two are alike", () => {
  const [one, other] = [mintGuideSecret(), mintGuideSecret()];
  expect(one.secret).toMatch(/^mul_[0-9A-Za-z]{38}$/);
  expect(hashOfGuideSecret(one.secret)).toBe(one.hash);
  expect(one.hash).toBe(hashToken(one.secret));
  expect(other.secret).not.toBe(one.secret);
});

test.each([
  ["nothing", () => ""],
  ["one that lost its end", (secret: string) => secret.slice(0, -1)],
  [
    "one with a changed letter",
    (secret: string) => `${secret.slice(0, 9)}${secret[9] === "A" ? "B" : "A"}${secret.slice(10)}`,
  ],
  ["one with a line's end behind it", (secret: string) => `${secret}\n`],
  ["a token", () => "mus_abcdefghijkl_0123456789"],
])("%s is not looked up", (_, change) => {
  expect(hashOfGuideSecret(change(mintGuideSecret().secret))).toBeUndefined();
});
