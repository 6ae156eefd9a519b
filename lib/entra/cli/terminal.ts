/** Where a command writes; the tests bring their own. */
export interface Terminal {
  out(text: string): void;
  error(text: string): void;
  /** Draws one line over the one drawn before; an empty one clears it. Only where a person watches. */
  draw(text: string): void;
  /** Whether a person watches standard error, so that progress may be drawn there. */
  readonly isWatched: boolean;
  /** Ends what runs when the person presses Ctrl-C. */
  readonly signal: AbortSignal;
}

/** The command cannot be carried out; the message says why and what to do. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}
