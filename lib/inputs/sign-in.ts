import { z } from "zod";
import type { Failure } from "./result";
import { Email } from "./text";

/** The sign-in form. The password's policy is not asked here: it may be older than the policy. */
export const SignInInput = z.object({
  email: Email,
  password: z.string({ error: "validation.required" }).min(1, { error: "validation.required" }).max(1024),
});
export type SignInInput = z.infer<typeof SignInInput>;

/** next-auth carries a refusal as a text in a URL: "refused", or "throttled:<seconds to wait>". */
export const signInRefusal = {
  wrong: "refused",
  throttled: (seconds: number) => `throttled:${seconds}`,
};

/**
 * Reads the `error` that next-auth's client `signIn("credentials", { redirect: false })` answers.
 * Unknown e-mail, wrong password and disabled admin are one message; a throttled one says in how many minutes.
 */
export function readSignInError(error: string): Failure {
  const seconds = /^throttled:(\d{1,6})$/.exec(error)?.[1];
  if (seconds !== undefined) {
    return {
      ok: false,
      message: "signIn.throttled",
      values: { minutes: Math.max(1, Math.ceil(Number(seconds) / 60)) },
    };
  }
  return { ok: false, message: error === signInRefusal.wrong ? "signIn.wrong" : "errors.unexpected" };
}
