import { unstable_isUnrecognizedActionError } from "next/navigation";
import type { Failure, MessageKey } from "@/lib/inputs/result";

/** What to say of a server action that gave no answer of its own, by what its call was rejected with. */
export const unansweredAction = (error: unknown): Failure => ({ ok: false, message: keyOf(error) });

function keyOf(error: unknown): MessageKey {
  // This page is of another build than the server that was asked.
  if (unstable_isUnrecognizedActionError(error)) return "errors.updatedMeanwhile";
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : "";
  // notFound() and redirect() of lib/auth/session.ts: the organization is none of the reader's, or nobody is signed in.
  if (digest === "NEXT_HTTP_ERROR_FALLBACK;404") return "errors.noAccess";
  if (digest.startsWith("NEXT_REDIRECT;")) return "errors.signedOut";
  // fetch() says so of a request that nobody answered.
  return error instanceof TypeError ? "errors.unreachable" : "errors.unexpected";
}
