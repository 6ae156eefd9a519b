import { expect, test } from "vitest";
import { summarizeDurations } from "./cycle-durations";

const began = new Date("2026-11-22T10:00:00Z");
const after = (seconds: number) => new Date(began.getTime() + seconds * 1000);
const ended = (seconds: number) => ({ began, ended: after(seconds), lastAt: after(seconds) });
const running = { began, ended: null, lastAt: after(500) };

test.each([
  [[10, 20], { count: 2, middle: 10_000, longest: 20_000 }],
  [[30, 10, 20], { count: 3, middle: 20_000, longest: 30_000 }],
  [[40, 10, 20, 30], { count: 4, middle: 20_000, longest: 40_000 }],
  [[50, 10, 20, 40, 30], { count: 5, middle: 30_000, longest: 50_000 }],
])("of cycles that took %j seconds, half took the middle or less", (seconds, summary) => {
  expect(summarizeDurations(seconds.map(ended))).toEqual(summary);
});

test("a cycle that runs still is not among those that took some time", () => {
  expect(summarizeDurations([running, ended(10), ended(20)])).toEqual({ count: 2, middle: 10_000, longest: 20_000 });
});

test("one cycle is compared with nothing", () => {
  expect(summarizeDurations([running, ended(10)])).toBeUndefined();
  expect(summarizeDurations([])).toBeUndefined();
});
