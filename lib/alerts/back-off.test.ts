import { expect, test } from "vitest";
import { attemptsMax, nextAttempt } from "./back-off";

const start = new Date("2026-11-21T12:00:00Z");

/** The pauses between all attempts, in ms. */
function pausesWith(random: () => number, channel = "webhook"): number[] {
  let at = start;
  const pauses: number[] = [];
  for (let attempts = 1; attempts < attemptsMax(channel); attempts += 1) {
    const next = nextAttempt({ channel, attempts }, at, random) ?? expect.fail("it is given up too early");
    pauses.push(next.getTime() - at.getTime());
    at = next;
  }
  expect(nextAttempt({ channel, attempts: attemptsMax(channel) }, at, random)).toBeUndefined();
  return pauses;
}

test.each(["mail", "webhook"])(
  "attempts by %s come farther apart, from half a minute on, for some three days",
  (channel) => {
    const pauses = pausesWith(() => 0.5, channel);
    expect(pauses).toEqual([...pauses].sort((left, right) => left - right));
    expect(pauses[0]).toBe(30_000);
    for (const random of [0, 0.5, 1]) {
      const days = pausesWith(() => random, channel).reduce((sum, pause) => sum + pause, 0) / 86_400_000;
      expect(days).toBeGreaterThan(2);
      expect(days).toBeLessThan(4);
    }
  },
);

test("what failed at one moment comes back at different ones, up to a fifth earlier or later", () => {
  const [earliest, usual, latest] = [0, 0.5, 1].map((random) => pausesWith(() => random));
  for (const [index, pause] of (usual ?? []).entries()) {
    expect(earliest?.[index]).toBe(pause * 0.8);
    expect(latest?.[index]).toBe(pause * 1.2);
  }
  const spread = new Set(
    Array.from({ length: 50 }, () => nextAttempt({ channel: "webhook", attempts: 8 }, start)?.getTime()),
  );
  expect(spread.size).toBeGreaterThan(40);
});

test("after an SMTP server was down for three hours, a mail is tried again within little more than one", () => {
  const outageMs = 3 * 3_600_000;
  let tried = 0;
  for (const pause of pausesWith(() => 1, "mail")) {
    if (tried >= outageMs) break;
    tried += pause;
  }
  expect(tried - outageMs).toBeLessThan(1.2 * 3_600_000);
});
