import { describe, expect, test } from "vitest";
import type { CycleRecord } from "./cycle";
import { aCycle } from "./__fixtures__/a-cycle";
import { failureShare } from "./failure-share";
import type { SurveyFacts } from "./survey-facts";

const now = new Date("2026-11-20T12:00:00Z");
/** So many failures beside so many people who are here; in a cycle of two hours where it is given. */
function judged(failures: number, users: number, running?: Partial<CycleRecord>, more: Partial<SurveyFacts> = {}) {
  const facts: SurveyFacts = {
    now,
    enabled: true,
    provider: "entra",
    notes: { tests: {}, refused: {}, duplicates: {}, managers: [], remade: [] },
    managers: [],
    remade: [],
    lastRequestAt: now,
    cycle: running && { ...aCycle, failed: failures, ...running },
    usualMs: undefined,
    users,
    groups: 0,
    assigned: undefined,
    failing: [
      {
        code: "MUSTER-D01",
        again: false,
        objects: failures,
        users: failures,
        groups: 0,
        cycles: 1,
        firstAt: now,
        lastAt: now,
        eventId: aCycle.id,
        names: [],
      },
    ],
    ending: [],
    trippedAt: null,
    held: 0,
    ...more,
  };
  return failureShare(facts);
}

describe("the share of failures against Entra's thresholds (ENTRA.md §7.2)", () => {
  test.each([
    ["few failures are no share", 19, 0],
    ["40 % is not more than 40 %", 4_000, 6_000],
    ["thousands among many are not near", 31_999, 1_000_000],
  ])("%s", (_, failures, users) => expect(judged(failures, users)).toEqual([]));

  test.each([
    ["a large share of few is told", 20, 5, "warning", 5_000, false],
    ["4,000 are near the 5,000 from which the share counts", 4_000, 1_000, "critical", 5_000, false],
    ["5,000 of 10,000 are quarantine", 5_000, 5_000, "critical", 40_000, true],
    ["32,000 are near 40,000, whatever the share", 32_000, 1_000_000, "critical", 40_000, false],
    ["40,000 are quarantine, whatever the share", 40_000, 1_000_000, "critical", 60_000, true],
  ] as const)("%s", (_, failures, users, severity, threshold, isReached) =>
    expect(judged(failures, users)).toMatchObject([{ severity, facts: { failures, threshold, isReached } }]),
  );

  test("while a cycle runs it is told when the threshold will be reached", () => {
    expect(judged(1_000, 500, {})).toMatchObject([{ severity: "critical", facts: { hoursLeft: 8, isReached: false } }]);
  });

  test("who was here before the first initial cycle is a lower limit, and takes no forecast away", () => {
    expect(judged(1_000, 500, { expectedUsers: 2_000, expectedBy: "here" })).toMatchObject([
      { severity: "critical", facts: { hoursLeft: 8 } },
    ]);
  });

  test("an admin who says how many are assigned takes a forecast away that cannot come true, until more have come", () => {
    const said = { users: 2_000, groups: null, at: now };
    expect(judged(1_000, 500, {}, { assigned: said })).toMatchObject([
      { severity: "warning", facts: { hoursLeft: null } },
    ]);
    expect(judged(1_000, 500, {}, { assigned: { ...said, users: 20_000 } })).toMatchObject([
      { facts: { hoursLeft: 8 } },
    ]);
    expect(judged(1_500, 1_000, { users: 2_500 }, { assigned: said })).toMatchObject([{ facts: { hoursLeft: 4.7 } }]);
  });

  test.each(["okta", "other"] as const)(
    "%s is not known to quarantine: a large share is told, and no threshold",
    (provider) => {
      for (const failures of [1_000, 5_000, 60_000]) {
        expect(judged(failures, 500, {}, { provider })).toMatchObject([
          { severity: "warning", facts: { failures, isReached: false, hoursLeft: null } },
        ]);
      }
    },
  );

  test("nothing is forecast of a cycle that has too few people left to fail, or that is over", () => {
    expect(judged(1_000, 500, { expectedUsers: 2_000, expectedBy: "before" })).toMatchObject([
      { severity: "warning", facts: { hoursLeft: null } },
    ]);
    expect(judged(1_000, 500, { ended: now })).toMatchObject([{ severity: "warning", facts: { hoursLeft: null } }]);
  });
});
