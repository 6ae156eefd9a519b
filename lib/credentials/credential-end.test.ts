import { describe, expect, test } from "vitest";
import { daysUntil, isLive, reminderDays, reminderDue, urgencyOf } from "./credential-end";

const now = new Date("2026-11-21T12:00:00Z");
const dayMs = 24 * 60 * 60 * 1000;
const inDays = (days: number) => new Date(now.getTime() + days * dayMs);

test.each([
  { expiresAt: null, revokedAt: null, live: true },
  { expiresAt: inDays(0.001), revokedAt: null, live: true },
  { expiresAt: now, revokedAt: null, live: false },
  { expiresAt: inDays(10), revokedAt: inDays(-1), live: false },
  { expiresAt: null, revokedAt: inDays(-1), live: false },
])("a credential that expires at $expiresAt and was revoked at $revokedAt is live: $live", ({ live, ...dates }) => {
  expect(isLive(dates, now)).toBe(live);
});

test.each([
  [31, "later"],
  [30.001, "later"],
  [30, "soon"],
  [7.001, "soon"],
  [7, "urgent"],
  [0.001, "urgent"],
  [0, "ended"],
  [-5, "ended"],
] as const)("what ends in %d days is %s", (days, urgency) => {
  expect(urgencyOf(inDays(days), now)).toBe(urgency);
});

describe("a reminder", () => {
  const createdAt = inDays(-365);

  test.each(reminderDays)("of %d days is due from that day on, not before", (days) => {
    expect(reminderDue({ createdAt, expiresAt: inDays(days) }, now)).toBe(days);
    expect(reminderDue({ createdAt, expiresAt: inDays(days + 0.001) }, now)).not.toBe(days);
  });

  test.each([
    [61, undefined],
    [59, 60],
    [29, 30],
    [13.5, 14],
    [2, 7],
    [0.1, 1],
    [0, undefined],
    [-1, undefined],
  ])("of what ends in %d days is that of %s: of several missed, the last", (days, due) => {
    expect(reminderDue({ createdAt, expiresAt: inDays(days) }, now)).toBe(due);
  });

  test.each([
    { life: 20, daysLeft: 20, due: undefined },
    { life: 20, daysLeft: 15, due: undefined },
    { life: 20, daysLeft: 14, due: 14 },
    { life: 7, daysLeft: 7, due: undefined },
    { life: 7, daysLeft: 1, due: 1 },
    { life: 7.9, daysLeft: 6.9, due: undefined },
    { life: 8, daysLeft: 7, due: 7 },
    { life: 0.5, daysLeft: 0.4, due: undefined },
  ])("is not due for a time as long as its life: of $life days with $daysLeft left, $due", (given) => {
    const expiresAt = inDays(given.daysLeft);
    expect(reminderDue({ createdAt: new Date(expiresAt.getTime() - given.life * dayMs), expiresAt }, now)).toBe(
      given.due,
    );
  });
});

test.each([
  [0.1, 1],
  [1.4, 1],
  [1.6, 2],
  [6.99, 7],
])("what ends in %d days is %d days away", (days, counted) => {
  expect(daysUntil(inDays(days), now)).toBe(counted);
});
