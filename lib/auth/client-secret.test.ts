import { describe, expect, test } from "vitest";
import { isClientIdentifier, mintClientIdentifier, mintClientSecret, parseClientSecret } from "./client-secret";
import { mintToken, parseToken } from "./token-secret";

describe("a client secret", () => {
  test("begins with the client_id it belongs to: muc_<12>_<32><6>, in base62", () => {
    const identifier = mintClientIdentifier();
    const { secret } = mintClientSecret(identifier);
    expect(isClientIdentifier(identifier)).toBe(true);
    expect(secret.startsWith(`${identifier}_`)).toBe(true);
    expect(secret).toMatch(/^muc_[0-9A-Za-z]{12}_[0-9A-Za-z]{38}$/);
  });

  test("parses to the client and the hash that were stored for it", () => {
    const identifier = mintClientIdentifier();
    const { secret, hash, lastFour } = mintClientSecret(identifier);
    expect(parseClientSecret(secret)).toEqual({ identifier, hash });
    expect(secret.endsWith(lastFour)).toBe(true);
  });

  test("is told apart from an API token and from its client_id", () => {
    const { secret } = mintClientSecret(mintClientIdentifier());
    expect(parseToken(secret)).toBeUndefined();
    expect(parseClientSecret(mintToken().token)).toBeUndefined();
    expect(isClientIdentifier(secret)).toBe(false);
  });

  test.each(["", "muc_", "x".repeat(100_000)])("never comes from %j", (text) => {
    expect(parseClientSecret(text)).toBeUndefined();
  });
});
