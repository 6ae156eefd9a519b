import type { FieldErrors, MessageKey } from "./result";

/** A use-case says no, and why, in words for the person who asked. Anything else that is thrown is a defect. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(
    readonly key: MessageKey,
    readonly options: {
      readonly fieldErrors?: FieldErrors;
      readonly values?: Readonly<Record<string, string | number>>;
    } = {},
  ) {
    super(key);
  }
}

/** A refusal that belongs to fields of the form; all of them at once. */
export const refuseFields = (fieldErrors: FieldErrors) => new Refusal("errors.invalid", { fieldErrors });

/** Someone else's row, or none: the same answer, so that existence does not leak. */
export const notFound = (key: MessageKey = "errors.notFound") => new Refusal(key);
