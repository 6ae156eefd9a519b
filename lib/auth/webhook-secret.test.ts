import { afterEach, beforeEach, expect, test, vi } from "vitest";

const owner = { directoryId: "0199a0b2-7f31-7c3e-9a52-3f1f6f0b2c11", id: "0199a0b2-7f31-7c3e-9a52-3f1f6f0b2c12" };

beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllEnvs());

/** The module of a server with that NEXTAUTH_SECRET. */
async function load(secret = "known to everybody, so for tests only") {
  vi.stubEnv("NEXTAUTH_SECRET", secret);
  vi.resetModules();
  return import("./webhook-secret");
}

test("a secret is written as Standard Webhooks says, with 256 random bits, and never twice the same", async () => {
  const { mintWebhookSecret } = await load();
  const secret = mintWebhookSecret();
  expect(secret).toMatch(/^whsec_[0-9A-Za-z+/]{43}=$/);
  expect(mintWebhookSecret()).not.toBe(secret);
});

test("a sealed secret is had back by the server and endpoint that it was sealed for, and by nobody else", async () => {
  const { mintWebhookSecret, sealWebhookSecret, openWebhookSecret } = await load();
  const secret = mintWebhookSecret();
  const sealed = sealWebhookSecret(secret, owner);
  expect(Buffer.from(sealed).toString("latin1")).not.toContain(secret.slice(6, 20));
  expect(openWebhookSecret(sealed, owner)).toBe(secret);
  expect(openWebhookSecret(sealed, { ...owner, id: owner.directoryId })).toBeUndefined();
  expect(
    openWebhookSecret(
      sealed.map((byte, at) => (at === 40 ? byte ^ 1 : byte)),
      owner,
    ),
  ).toBeUndefined();
  for (const length of [0, 5, 12, 20, 27, 28, sealed.length - 1]) {
    expect(openWebhookSecret(sealed.slice(0, length), owner)).toBeUndefined();
  }
  const other = await load("another secret of another server");
  expect(other.openWebhookSecret(sealed, owner)).toBeUndefined();
});

test("nothing is sealed without NEXTAUTH_SECRET", async () => {
  const { sealWebhookSecret } = await load("");
  expect(() => sealWebhookSecret("whsec_x", owner)).toThrow("NEXTAUTH_SECRET");
});
