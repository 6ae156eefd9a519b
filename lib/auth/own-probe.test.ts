import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

/** Settings are read once, when lib/env is first imported. */
async function withServerSecret(secret: string) {
  vi.resetModules();
  vi.stubEnv("NEXTAUTH_SECRET", secret);
  return import("./own-probe");
}

let probes: Awaited<ReturnType<typeof withServerSecret>>;

beforeAll(async () => {
  probes = await withServerSecret("a secret that only this test knows");
});
afterAll(() => vi.unstubAllEnvs());

const now = new Date("2026-11-21T12:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

describe("the mark of Muster's own requests", () => {
  test("is known for ten minutes", () => {
    const mark = probes.signOwnProbe(now);
    expect(probes.isOwnProbe(mark, now)).toBe(true);
    expect(probes.isOwnProbe(mark, later(9))).toBe(true);
    expect(probes.isOwnProbe(mark, later(10))).toBe(false);
  });
  test("cannot be made up, and not be prolonged", () => {
    const [expiry = "", signature = ""] = probes.signOwnProbe(now).split(".");
    for (const forged of [undefined, "", "true", `${Number(expiry) + 1}.${signature}`, `${expiry}.${"0".repeat(64)}`]) {
      expect(probes.isOwnProbe(forged, now)).toBe(false);
    }
  });
});
