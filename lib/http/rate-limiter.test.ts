import { describe, expect, test } from "vitest";
import { profileOf } from "@/lib/applications/applications";
import { burstSeconds } from "@/lib/applications/request-rate";
import type { ProvisioningScope } from "@/lib/auth/scope";
import { ScimError } from "@/lib/scim/errors";
import { RateLimiter } from "./rate-limiter";

const scopeOf = (requestsPerSecond: number, directoryId = "a"): ProvisioningScope => ({
  organizationId: "organization",
  organizationName: "Contoso",
  directoryId,
  actor: { kind: "operator" },
  directory: {
    slug: "a",
    name: "A",
    enabled: true,
    requestsPerSecond,
    isSandbox: false,
    profile: profileOf("generic"),
    domains: [],
  },
});

/** A bucket in memory, as the database keeps it. */
function sharedBucket() {
  let level = 0;
  return async (_: unknown, count: number) => (level += count);
}

function send(limiter: RateLimiter, scope: ProvisioningScope, times: number, now: number) {
  let served = 0;
  let refusal: unknown;
  for (let index = 0; index < times; index += 1) {
    try {
      limiter.count(scope, now);
      served += 1;
    } catch (error) {
      refusal = error;
    }
  }
  return { served, refusal };
}

describe("the rate of a directory", () => {
  test("lets a burst through and then answers 429 that says when to come again", () => {
    const limiter = new RateLimiter(sharedBucket());
    const { served, refusal } = send(limiter, scopeOf(25), 1_000, 1_000);
    expect(served).toBe(25 * burstSeconds);
    if (!(refusal instanceof ScimError)) throw new Error("nothing was refused");
    expect(refusal.status).toBe(429);
    expect(Number(refusal.headers?.["Retry-After"])).toBeGreaterThanOrEqual(1);
  });

  test("never refuses who stays at the rate", () => {
    const limiter = new RateLimiter(sharedBucket());
    for (let second = 1; second <= 60; second += 1) {
      expect(send(limiter, scopeOf(25), 25, second * 1_000).served).toBe(25);
    }
  });

  test("leaks: after the burst, exactly the rate passes each second", () => {
    const limiter = new RateLimiter(async () => 25 * burstSeconds);
    send(limiter, scopeOf(25), 1_000, 1_000);
    expect(send(limiter, scopeOf(25), 1_000, 2_000).served).toBe(25);
  });

  test("is the directory's own", () => {
    const limiter = new RateLimiter(sharedBucket());
    send(limiter, scopeOf(25, "a"), 1_000, 1_000);
    expect(send(limiter, scopeOf(25, "b"), 1, 1_000).served).toBe(1);
  });

  test("off is off", () => {
    const limiter = new RateLimiter(sharedBucket());
    expect(send(limiter, scopeOf(0), 100_000, 1_000).served).toBe(100_000);
  });

  test("what other processes served counts as soon as it is heard of", async () => {
    const share = sharedBucket();
    const [here, there] = [new RateLimiter(share), new RateLimiter(share)];
    send(there, scopeOf(25), 1, 1_000);
    send(there, scopeOf(25), 123, 1_000);
    send(there, scopeOf(25), 1, 1_200);
    send(here, scopeOf(25), 1, 1_200);
    await new Promise((resolve) => setImmediate(resolve));
    expect(send(here, scopeOf(25), 10, 1_200).served).toBe(0);
  });
});
