/** A message did not arrive. */
export class DeliveryError extends Error {
  override readonly name = "DeliveryError";
  constructor(
    /** In a word that people are told of in their language. */
    readonly problem: string,
    /** The other side's own words, one line; undefined when none were said. */
    readonly answer: string | undefined,
    /** Trying again is of no use. */
    readonly isFinal: boolean,
    /** Before then the other side does not want to be asked again. */
    readonly notBefore: Date | undefined,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** Nobody wants a message any more that waited: it is neither sent nor kept. */
export class Withdrawn extends Error {
  override readonly name = "Withdrawn";
}
