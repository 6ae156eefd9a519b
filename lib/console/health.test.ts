import { expect, test } from "vitest";
import { healthOf } from "./health";

const well = { enabled: true, credentials: 1, lastRequestAt: new Date("2026-11-20T15:00:00Z"), recentFailures: 0 };

test.each([
  ["a directory that is off says so, whatever else is true", { enabled: false, recentFailures: 3 }, "off"],
  ["before the first token there is nothing to wait for", { credentials: 0, lastRequestAt: null }, "noToken"],
  ["a token that nobody used yet waits for the first contact", { lastRequestAt: null }, "waiting"],
  ["a failure within the hour shows", { recentFailures: 1 }, "failing"],
  ["without one it is healthy", {}, "healthy"],
] as const)("%s", (_guarantee, facts, health) => {
  expect(healthOf({ ...well, ...facts })).toBe(health);
});
