import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { inTurns } from "./in-turns";

// Time is what the work takes, and nothing else on the machine.
beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => void vi.useRealTimers());

function* working(steps: number, millisecondsEach: number) {
  for (let step = 0; step < steps; step += 1) {
    vi.advanceTimersByTime(millisecondsEach);
    yield;
  }
  return "done";
}

/** How many turns of the event loop came and went meanwhile. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let [turns, goesOn] = [0, true];
  const count = () => {
    turns += 1;
    if (goesOn) setImmediate(count);
  };
  setImmediate(count);
  await work;
  goesOn = false;
  return turns;
}

test("long work lets others have their turn", async () => {
  expect(await turnsDuring(inTurns(working(10, 6)))).toBeGreaterThanOrEqual(4);
});

test("short work is done at once", async () => {
  expect(await turnsDuring(inTurns(working(1_000, 0)))).toBeLessThanOrEqual(1);
});

test("the result is that of the work, and so is its refusal", async () => {
  expect(await inTurns(working(3, 6))).toBe("done");
  const refusing = function* () {
    yield;
    throw new Error("no");
  };
  await expect(inTurns(refusing())).rejects.toThrow("no");
});
