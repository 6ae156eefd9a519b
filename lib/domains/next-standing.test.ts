import { describe, expect, test } from "vitest";
import { missesMax, nextStanding } from "./next-standing";
import type { Standing } from "./next-standing";
import type { Sighting } from "./sighting";

const hourMs = 60 * 60 * 1000;
const at = new Date("2026-11-21T12:00:00Z");
const ago = (hours: number) => new Date(at.getTime() - hours * hourMs);
const standing = (more: Partial<Standing>): Standing => ({
  state: "pending",
  checkedAt: ago(1),
  seenAt: null,
  misses: 0,
  nextCheckAt: at,
  ...more,
});
const found: Sighting = { kind: "found" };
const nothing: Sighting = { kind: "nothing" };
const unclear: Sighting = { kind: "unclear", error: "timeout" };
const hoursUntil = (date: Date) => (date.getTime() - at.getTime()) / hourMs;

describe("a domain", () => {
  test.each(["pending", "verified", "failing"] as const)("that is %s is verified once its record is there", (state) => {
    const before = standing({ state, misses: 2, seenAt: ago(90) });
    const after = nextStanding(before, found, at, true);
    expect(after).toMatchObject({ state: "verified", misses: 0, seenAt: at });
    expect(hoursUntil(after.nextCheckAt)).toBe(24);
  });

  test.each<Sighting>([
    nothing,
    unclear,
    { kind: "others", records: ["x"] },
    { kind: "misplaced", at: "contoso.example" },
  ])("that waits goes on waiting when DNS says %o", (sighting) => {
    expect(nextStanding(standing({}), sighting, at, true)).toMatchObject({ state: "pending", misses: 0 });
  });

  test.each([
    [null, 1 / 60],
    [1 / 120, 1 / 60],
    [1, 1.5],
    [10, 15],
    [20, 24],
    [1000, 24],
  ])("that waits and was last looked at %d hours ago is looked at again in %d hours", (hours, expected) => {
    const checkedAt = hours === null ? null : ago(hours);
    const { nextCheckAt } = nextStanding(standing({ checkedAt }), nothing, at, true);
    expect(hoursUntil(nextCheckAt)).toBeCloseTo(expected, 5);
  });

  test("that waits is looked at again in a minute once somebody asked", () => {
    const { nextCheckAt } = nextStanding(standing({ checkedAt: ago(20) }), nothing, at, false);
    expect(hoursUntil(nextCheckAt)).toBeCloseTo(1 / 60, 5);
  });

  test(`fails after ${missesMax} re-checks in a row without its record, hours apart, and not before`, () => {
    let now = standing({ state: "verified", seenAt: ago(24) });
    const states: string[] = [];
    for (let count = 0; count < missesMax; count += 1) {
      const next = nextStanding(now, nothing, at, true);
      expect(hoursUntil(next.nextCheckAt)).toBe(6);
      states.push(next.state);
      now = { ...now, ...next };
    }
    expect(states).toEqual([...states.slice(1).fill("verified"), "failing"]);
    expect(states).toHaveLength(missesMax);
  });

  test("begins to count anew once its record was seen", () => {
    const missed = standing({ state: "verified", misses: missesMax - 1, seenAt: ago(30) });
    const seen = { ...missed, ...nextStanding(missed, found, at, true) };
    expect(nextStanding(seen, nothing, at, true)).toMatchObject({ state: "verified", misses: 1 });
  });

  test("never fails because DNS does not answer: that may be our own trouble", () => {
    const before = standing({ state: "verified", misses: missesMax - 1, seenAt: ago(5000) });
    expect(nextStanding(before, unclear, at, true)).toMatchObject({ state: "verified", misses: missesMax - 1 });
  });

  test("never fails by looks that people ask for, but is re-checked sooner", () => {
    const before = standing({ state: "verified", misses: missesMax - 1, nextCheckAt: ago(-20) });
    const after = nextStanding(before, nothing, at, false);
    expect(after).toMatchObject({ state: "verified", misses: missesMax - 1 });
    expect(hoursUntil(after.nextCheckAt)).toBe(6);
    const due = nextStanding({ ...before, nextCheckAt: ago(-1) }, nothing, at, false);
    expect(hoursUntil(due.nextCheckAt)).toBe(1);
  });

  test("that fails is looked at again soon at first, and daily in the end", () => {
    const again = (looked: number) =>
      hoursUntil(nextStanding(standing({ state: "failing", checkedAt: ago(looked) }), nothing, at, true).nextCheckAt);
    expect([again(0.1), again(6), again(50)]).toEqual([1, 9, 24]);
  });
});
