import { describe, expect, test } from "vitest";
import type { CycleRecord } from "./cycle";
import { failureShare } from "./failure-share";
import type { SurveyFacts } from "./survey-facts";

const now = new Date("2026-11-20T12:00:00Z");
const cycle: CycleRecord = {
  id: "0199a000-0000-7000-8000-000000000000",
  kind: "initial",
  phase: "users",
  began: new Date("2026-11-20T10:00:00Z"),
  lastAt: now,
  lastEventId: "0199a000-0000-7000-8000-000000000001",
  ended: null,
  requests: 0,
  refused: 0,
  throttled: 0,
  probes: 1,
  lookups: 0,
  found: 0,
  users: 0,
  groups: 0,
  created: 0,
  updated: 0,
  disabled: 0,
  deleted: 0,
  failed: 0,
  expectedUsers: null,
  expectedGroups: null,
  credentialId: null,
};

/** So many failures beside so many people who are here; in a cycle of two hours where it is given. */
function judged(failures: number, users: number, running?: Partial<CycleRecord>) {
  const facts: SurveyFacts = {
    now,
    enabled: true,
    provider: "entra",
    notes: { refused: {}, duplicates: {}, managers: [], remade: [] },
    managers: [],
    remade: [],
    lastRequestAt: now,
    cycle: running && { ...cycle, failed: failures, ...running },
    usualMs: undefined,
    users,
    groups: 0,
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
        eventId: cycle.id,
        names: [],
      },
    ],
    ending: [],
    trippedAt: null,
    held: 0,
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

  test("nothing is forecast of a cycle that has too few people left to fail, or that is over", () => {
    expect(judged(1_000, 500, { expectedUsers: 2_000 })).toMatchObject([
      { severity: "warning", facts: { hoursLeft: null } },
    ]);
    expect(judged(1_000, 500, { ended: now })).toMatchObject([{ severity: "warning", facts: { hoursLeft: null } }]);
  });
});
