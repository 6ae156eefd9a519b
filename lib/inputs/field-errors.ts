import type { ZodError } from "zod";
import { messageGroups } from "./result";
import type { FieldErrors, MessageKey } from "./result";

const isMessageKey = (text: string): text is MessageKey => messageGroups.some((group) => text.startsWith(`${group}.`));

/** The first complaint about each field, all fields at once. A complaint about the whole form stands under "". */
export function toFieldErrors(error: ZodError): FieldErrors {
  const errors: Record<string, MessageKey> = {};
  for (const issue of error.issues) {
    const field = issue.path.join(".");
    errors[field] ??= isMessageKey(issue.message) ? issue.message : "errors.invalid";
  }
  return errors;
}
