import type { Steps } from "@/lib/scim/steps";

/** How long work may keep everybody else waiting in one turn of the event loop, as far as it can be helped. */
const turnMs = 5;

/** When long work was first done in this turn; undefined: not yet. */
let began: number | undefined;

/** Lets everybody else have their turn. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Does work that may be long, letting others have their turn meanwhile; short work is done at once. Works that follow one
 * another in a turn share what time there is in it.
 */
export async function inTurns<Result>(steps: Steps<Result>): Promise<Result> {
  for (;;) {
    const step = steps.next();
    if (step.done && began === undefined) return step.value;
    if (began === undefined) {
      began = performance.now();
      setImmediate(() => (began = undefined));
    } else if (performance.now() - began >= turnMs) {
      await turn();
    }
    if (step.done) return step.value;
  }
}
