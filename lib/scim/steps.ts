/** Work that may be long: it stops now and then for others to have their turn, and returns what it came to. */
export type Steps<Result> = Generator<undefined, Result>;

/** Does such work at once. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
