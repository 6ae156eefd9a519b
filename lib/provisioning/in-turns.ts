import { setImmediate as nextTurn } from "node:timers/promises";
import type { Steps } from "@/lib/scim/steps";

/** How long a request may keep everybody else waiting, as far as it can be helped. */
const turnMs = 10;

/** Lets everybody else have their turn. */
export const turn = (): Promise<void> => nextTurn();

/** Does work that may be long, letting others have their turn meanwhile; short work is done at once. */
export async function inTurns<Result>(steps: Steps<Result>): Promise<Result> {
  let began = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - began < turnMs) continue;
    await turn();
    began = performance.now();
  }
}
