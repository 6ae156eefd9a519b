import { describe, expect, test } from "vitest";
import { escrowReason, isDisabledFor, nextAttempt, quarantined } from "./quarantine";
import { freshState } from "./state";

const hour = 60 * 60 * 1000;
const day = 24 * hour;
const now = Date.UTC(2026, 0, 1);

describe("the thresholds of ENTRA.md §7.2", () => {
  test.each([
    ["4,999 failures are not counted yet, be they all", { attempted: 4_999, objects: 4_999, references: 0 }, undefined],
    ["5,000 of 12,500 are 40 % and no more", { attempted: 12_500, objects: 5_000, references: 0 }, undefined],
    [
      "5,000 of 12,499 are more",
      { attempted: 12_499, objects: 5_000, references: 0 },
      "EncounteredEscrowProportionThreshold",
    ],
    ["references are not in the proportion", { attempted: 9_000, objects: 4_000, references: 5_000 }, undefined],
    ["40,000 of a million are not too many", { attempted: 1_000_000, objects: 40_000, references: 0 }, undefined],
    [
      "40,001 are, of however many",
      { attempted: 1_000_000, objects: 40_001, references: 0 },
      "EncounteredBaseEscrowThreshold",
    ],
    ["references are not among the 40,000", { attempted: 1_000_000, objects: 10, references: 59_989 }, undefined],
    [
      "60,000 with references are too many in any case",
      { attempted: 1_000_000, objects: 10, references: 59_990 },
      "EncounteredTotalEscrowThreshold",
    ],
  ])("%s", (_, failures, reason) => {
    expect(escrowReason(failures)).toBe(reason);
  });
});

describe("a quarantine", () => {
  /** Attempts that all fail, each as soon as it may be made. @returns after how many hours each came */
  function series(length: number) {
    const state = freshState("scim.test");
    const hours: number[] = [];
    let at = now;
    for (let attempt = 0; attempt < length; attempt += 1) {
      state.quarantine = quarantined(state, "EncounteredQuarantineException", "away", at);
      hours.push((state.quarantine.nextAttempt - at) / hour);
      at = state.quarantine.nextAttempt;
    }
    return { state, hours };
  }

  test("is tried again after 6, 12 and 24 hours, then every 24, and counts from when it began", () => {
    const { state, hours } = series(6);
    expect(hours).toEqual([6, 12, 24, 24, 24, 24]);
    expect(state.quarantine).toMatchObject({ seriesBegan: now, seriesCount: 6 });
  });

  test("of 28 days disables the job, and one of a second less does not", () => {
    const { state } = series(1);
    expect(state.quarantine && isDisabledFor(state.quarantine, now + 28 * day - 1000)).toBe(false);
    expect(state.quarantine && isDisabledFor(state.quarantine, now + 28 * day)).toBe(true);
  });
});

test("one object that fails is tried in the next cycle, then after ever longer whiles, up to a day", () => {
  const minutes = [1, 2, 3, 4, 5, 6, 7, 8].map((attempts) => (nextAttempt(attempts, now) - now) / 60_000);
  expect(minutes).toEqual([0, 40, 80, 160, 320, 640, 1280, 1440]);
});
