import { expect, test } from "vitest";
import { attemptsMax, nextAttempt } from "./back-off";

test("attempts come farther and farther apart, from half a minute on, and end within four days", () => {
  let at = new Date("2026-11-21T12:00:00Z");
  const pauses: number[] = [];
  for (let attempts = 1; attempts < attemptsMax; attempts += 1) {
    const next = nextAttempt(attempts, at) ?? expect.fail("it is given up too early");
    pauses.push(next.getTime() - at.getTime());
    at = next;
  }
  expect(pauses).toEqual([...pauses].sort((left, right) => left - right));
  expect(pauses[0]).toBe(30_000);
  expect(at.getTime()).toBeLessThan(Date.parse("2026-11-25T12:00:00Z"));
  expect(nextAttempt(attemptsMax, at)).toBeUndefined();
});
