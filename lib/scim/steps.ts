/** Work that may be long: it stops now and then for others to have their turn, and returns what it came to. */
export type Steps<Result> = Generator<undefined, Result>;

/** Does such work at once. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const itemsInStep = 1_000;

/** Does something with each of many items. */
export function* eachInSteps<Item>(items: Iterable<Item>, work: (item: Item) => void): Steps<void> {
  let count = 0;
  for (const item of items) {
    work(item);
    count += 1;
    if (count % itemsInStep === 0) yield;
  }
}
