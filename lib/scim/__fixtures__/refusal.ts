import { ScimError } from "../errors";

/** The error that a call throws, for looking at its status, scimType and detail. */
export function refusal(call: () => unknown): ScimError {
  try {
    call();
  } catch (error) {
    if (error instanceof ScimError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}
