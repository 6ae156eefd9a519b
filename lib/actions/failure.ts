import { uuidv7 } from "uuidv7";
import { ForbiddenError } from "@/lib/auth/permissions";
import { Refusal } from "@/lib/inputs/refusal";
import type { Failure } from "@/lib/inputs/result";
import { log } from "@/lib/log";

/** What a person is told about an error. Unexpected ones get an id to quote; their detail goes to the log alone. */
export function toFailure(error: unknown): Failure {
  if (error instanceof Refusal) return { ok: false, message: error.key, ...error.options };
  if (error instanceof ForbiddenError) return { ok: false, message: "errors.notAllowed" };
  const requestId = uuidv7();
  log.error({ err: error, requestId }, "an action failed unexpectedly");
  return { ok: false, message: "errors.unexpected", values: { requestId } };
}
