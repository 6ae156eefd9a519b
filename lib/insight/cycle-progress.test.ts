import { describe, expect, test } from "vitest";
import { aCycle } from "./__fixtures__/a-cycle";
import type { CycleRecord } from "./cycle";
import { progressOf } from "./cycle-progress";

/** Two hours after the cycle began. */
const now = new Date("2026-11-20T12:00:00Z");
const hourMs = 60 * 60_000;
const daysBefore = (days: number) => new Date(aCycle.began.getTime() - days * 24 * hourMs);

const told = (cycle: Partial<CycleRecord>, said?: { users?: number; groups?: number; at?: Date }) =>
  progressOf({ ...aCycle, ...cycle }, said && { users: null, groups: null, at: now, ...said }, now);

describe("how far an initial cycle has come", () => {
  test("is not known of a first one, but its rate and phase are", () =>
    expect(told({ users: 600 })).toEqual({
      phase: "users",
      perMinute: 5,
      share: undefined,
      leftMs: undefined,
      surpassed: undefined,
      isSaid: false,
      atLeast: undefined,
    }));

  test("is a share of what an admin has said, with the time that is left at the rate so far", () => {
    expect(told({ users: 600 }, { users: 1_200 })).toMatchObject({ share: 0.45, leftMs: 2 * hourMs, isSaid: true });
    expect(told({ users: 600 }, { users: 1_000, groups: 200 })).toMatchObject({ share: 0.45, leftMs: 2 * hourMs });
    const groups = { phase: "groups", users: 900, groups: 100 } as const;
    expect(told(groups, { users: 1_000, groups: 200 })).toMatchObject({ share: (1_000 / 1_100) * 0.9 });
  });

  test("is a share of the initial cycle before where nobody has said anything, and of what was said where somebody has", () => {
    const before = { users: 600, expectedUsers: 2_400, expectedBy: "before" } as const;
    expect(told(before)).toMatchObject({ share: 0.225, isSaid: false });
    expect(told(before, { users: 1_200 })).toMatchObject({ share: 0.45, isSaid: true });
    expect(told(before, { groups: 600 })).toMatchObject({ share: expect.closeTo(0.18), isSaid: true });
  });

  test("does not go by what was said a month before it", () => {
    expect(told({ users: 600 }, { users: 1_200, at: daysBefore(29) })).toMatchObject({ share: 0.45 });
    expect(told({ users: 600 }, { users: 1_200, at: daysBefore(31) })).toMatchObject({
      share: undefined,
      isSaid: false,
    });
  });

  test("is not known any more once more have come than were expected, and says that; never above 90 % before the members", () => {
    expect(told({ users: 1_200 }, { users: 1_200 })).toMatchObject({ share: 0.9, leftMs: 0, surpassed: undefined });
    expect(told({ users: 1_201 }, { users: 1_200 })).toMatchObject({
      share: undefined,
      surpassed: 1_200,
      isSaid: true,
    });
    const groups = { phase: "groups", users: 1_500, groups: 31 } as const;
    expect(told(groups, { users: 1_200, groups: 30 })).toMatchObject({ share: undefined, surpassed: 30 });
    expect(told({ ...groups, groups: 15 }, { users: 1_200, groups: 30 })).toMatchObject({ surpassed: undefined });
    expect(told({ ...groups, phase: "members" }, { users: 1_200, groups: 30 })).toMatchObject({ share: 0.9 });
  });

  test("who was here before a first one is no total, only a lower limit", () => {
    const here = { expectedUsers: 800, expectedBy: "here" } as const;
    expect(told({ ...here, users: 600 })).toMatchObject({ share: undefined, atLeast: 200 });
    expect(told({ ...here, users: 800 })).toMatchObject({ share: undefined, atLeast: undefined });
  });

  test("is told of initial cycles alone, and while they run", () => {
    expect(told({ kind: "incremental" }, { users: 10 })).toBeUndefined();
    expect(told({ ended: now }, { users: 10 })).toBeUndefined();
    expect(told({ phase: null }, { users: 10 })).toBeUndefined();
  });
});
