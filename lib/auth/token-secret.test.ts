import { describe, expect, test } from "vitest";
import { hashToken, isSameHash, mintToken, parseToken } from "./token-secret";

describe("a token", () => {
  test("has the published shape mus_<12>_<32><6>, in base62", () => {
    expect(mintToken().token).toMatch(/^mus_[0-9A-Za-z]{12}_[0-9A-Za-z]{38}$/);
  });

  test("parses to the key and hash that were stored for it", () => {
    const { token, key, hash, lastFour } = mintToken();
    expect(parseToken(token)).toEqual({ key, hash });
    expect(token.endsWith(lastFour)).toBe(true);
  });

  test("is never repeated", () => {
    const tokens = new Set(Array.from({ length: 500 }, () => mintToken().token));
    expect(tokens.size).toBe(500);
  });

  test("with any one character changed is not a token", () => {
    const { token } = mintToken();
    for (let index = 0; index < token.length; index += 1) {
      const other = token[index] === "a" ? "b" : "a";
      expect(parseToken(token.slice(0, index) + other + token.slice(index + 1))).toBeUndefined();
    }
  });

  test("carries the checksum that secret scanners compute: CRC-32/ISO-HDLC in base62", () => {
    // CRC-32 of the 49 bytes before it, computed with zlib.
    expect(parseToken("mus_000000000000_000000000000000000000000000000003bYwXu")).toBeDefined();
  });

  test.each(["", "mus_", "Bearer mus_x", "x".repeat(100_000)])("never comes from %j", (text) => {
    expect(parseToken(text.slice(0, 100_000))).toBeUndefined();
  });
});

test("hashes are equal only when every byte is, and an empty one equals nothing", () => {
  expect(isSameHash(hashToken("a"), hashToken("a"))).toBe(true);
  expect(isSameHash(hashToken("a"), hashToken("b"))).toBe(false);
  expect(isSameHash(hashToken("a"), hashToken("a").slice(2))).toBe(false);
  expect(isSameHash("", "")).toBe(false);
});
