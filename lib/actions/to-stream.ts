/**
 * What a generator gives, as a stream that a server action can answer with. The generator runs to its end also when the
 * reader has left: what it has to tidy up it tidies up.
 */
export function toStream<Item>(items: AsyncGenerator<Item, void>): ReadableStream<Item> {
  let hasLeft = false;
  return new ReadableStream<Item>({
    async start(controller) {
      try {
        for await (const item of items) if (!hasLeft) controller.enqueue(item);
        if (!hasLeft) controller.close();
      } catch (error) {
        if (!hasLeft) controller.error(error);
      }
    },
    cancel() {
      hasLeft = true;
    },
  });
}
