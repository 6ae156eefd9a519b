import { afterEach, describe, expect, test, vi } from "vitest";
import type { Exchange } from "../http-client";
import { Measurements } from "./measurements";
import { mixes, operationNames, sequenceOf } from "./operations";
import { play } from "./schedule";

const never = new AbortController().signal;

afterEach(() => void vi.useRealTimers());

describe("an open loop", () => {
  test("sends on time whether or not those before were answered, and says when each was due", async () => {
    const due: number[] = [];
    let answer = () => {};
    const all = new Promise<void>((resolve) => (answer = resolve));
    const { dropped } = await play(
      { rate: 200 },
      0.1,
      (_, at) => {
        due.push(at);
        // Nobody is answered before everybody was sent: a closed loop would wait for ever.
        if (due.length === 20) answer();
        return all;
      },
      never,
    );
    expect([due.length, dropped]).toEqual([20, 0]);
    const [first = 0] = due;
    expect(due.map((at) => Math.round(at - first))).toEqual(due.map((_, number) => number * 5));
  });

  test("ends with what a request threw, once those under way are answered", async () => {
    let answered = 0;
    const played = play(
      { rate: 1_000 },
      60,
      async (number) => {
        if (number === 3) throw new Error("no token");
        answered += 1;
      },
      never,
    );
    await expect(played).rejects.toThrow("no token");
    expect(answered).toBeLessThan(30_000);
  });
});

test("a closed loop sends so many at a time, never more, until its end", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  let [underWay, most, sent] = [0, 0, 0];
  const { seconds } = await play(
    { concurrency: 3 },
    0.05,
    async () => {
      vi.advanceTimersByTime(1);
      sent += 1;
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
    },
    never,
  );
  expect([most, sent, seconds]).toEqual([3, 50, 0.05]);
});

test.each(Object.entries(mixes))("the mix %s keeps its shares, and spreads them", (_, mix) => {
  const shares: Readonly<Partial<Record<string, number>>> = mix;
  const operationOf = sequenceOf(mix);
  const hundred = Array.from({ length: 100 }, (_, number) => operationOf(number));
  for (const name of operationNames) {
    expect(hundred.filter((one) => one === name)).toHaveLength(shares[name] ?? 0);
    const share = shares[name] ?? 0;
    const half = hundred.slice(0, 50).filter((one) => one === name).length;
    expect(Math.abs(half - share / 2)).toBeLessThanOrEqual(1.5);
  }
});

test("latencies are told by operation, failures by their status, and 429 with what Retry-After says", () => {
  const measurements = new Measurements();
  const sent = { method: "GET", url: "/" } as const;
  const answered = (status: number, headers: Record<string, string> = {}): Exchange => ({
    sent,
    received: { status, headers, text: "", milliseconds: 1 },
  });
  for (let milliseconds = 1; milliseconds <= 1_000; milliseconds += 1)
    measurements.record("get", answered(200), milliseconds);
  measurements.record("create", answered(429, { "retry-after": "3" }), 5);
  measurements.record("create", answered(429, { "retry-after": "9" }), 5);
  const failure = { problem: "timedOut", code: "ETIMEDOUT", message: "too slow" } as const;
  measurements.record("create", { sent, failure }, 30_000);
  const { latencies, ...rest } = measurements.measured();
  expect(rest).toEqual({
    requests: 1_003,
    failed: 3,
    statuses: { "200": 1_000, "429": 2, timedOut: 1 },
    throttled: { count: 2, retryAfterSeconds: [3, 9] },
    failures: [
      { operation: "create", status: "429", text: "" },
      { operation: "create", status: "timedOut", text: "too slow" },
    ],
  });
  expect(latencies.get?.count).toBe(1_000);
  const { p50 = 0, p90 = 0, p99 = 0, p999 = 0, max = 0 } = latencies.get ?? {};
  for (const [found, wanted] of [
    [p50, 500],
    [p90, 900],
    [p99, 990],
    [p999, 999],
    [max, 1_000],
  ] as const)
    expect(Math.abs(found - wanted) / wanted).toBeLessThan(0.01);
  expect(latencies.all?.max).toBeGreaterThan(29_000);
});
