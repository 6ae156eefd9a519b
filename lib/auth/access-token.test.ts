import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Grant } from "@/lib/db/oauth-credentials";
import { mintClientIdentifier, mintClientSecret, mintGrantKey } from "./client-secret";

/** Settings are read once, when lib/env is first imported. */
async function withServerSecret(secret: string) {
  vi.resetModules();
  vi.stubEnv("NEXTAUTH_SECRET", secret);
  return import("./access-token");
}

let tokens: Awaited<ReturnType<typeof withServerSecret>>;

beforeAll(async () => {
  tokens = await withServerSecret("one secret of this server");
});
afterAll(() => vi.unstubAllEnvs());

const identifier = mintClientIdentifier();
const expiresAt = new Date("2026-11-21T14:00:00Z");

function someGrant(): Grant {
  const { hash } = mintClientSecret(identifier);
  return { kind: "secret", secretId: "1", key: mintGrantKey(), hash, expiresAt: null, revokedAt: null };
}

function read(token: string) {
  const presented = tokens.parseAccessToken(token);
  if (presented === undefined) throw new Error(`not an access token: ${token}`);
  return presented;
}

describe("an access token", () => {
  test("says whose it is, what it was granted for and when it ends, and is signed", () => {
    const grant = someGrant();
    const presented = read(tokens.signAccessToken(identifier, grant, expiresAt));
    expect(presented).toMatchObject({ identifier, grantKey: grant.key, expiresAt });
    expect(tokens.isSignedFor(grant, presented)).toBe(true);
  });

  test("is not signed for another grant, even one of the same key", () => {
    const grant = someGrant();
    const presented = read(tokens.signAccessToken(identifier, grant, expiresAt));
    expect(tokens.isSignedFor({ ...someGrant(), key: grant.key }, presented)).toBe(false);
  });

  test("cannot be made with what the database keeps alone: another server's secret signs otherwise", async () => {
    const grant = someGrant();
    const elsewhere = await withServerSecret("the secret of another server");
    const forged = read(elsewhere.signAccessToken(identifier, grant, expiresAt));
    expect(elsewhere.isSignedFor(grant, forged)).toBe(true);
    expect(tokens.isSignedFor({ ...grant }, forged)).toBe(false);
  });

  test("of which any one character is changed is none", () => {
    const token = tokens.signAccessToken(identifier, someGrant(), expiresAt);
    for (let index = 0; index < token.length; index += 1) {
      const other = token[index] === "a" ? "b" : "a";
      expect(tokens.parseAccessToken(token.slice(0, index) + other + token.slice(index + 1))).toBeUndefined();
    }
  });

  test.each(["", "mua_", "mus_000000000000_000000000000000000000000000000003bYwXu", "x".repeat(100_000)])(
    "never comes from %j",
    (text) => expect(tokens.parseAccessToken(text)).toBeUndefined(),
  );
});
