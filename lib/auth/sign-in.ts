import { uuidv7 } from "uuidv7";
import { db } from "@/lib/db/client";
import { findPasswordHash } from "@/lib/db/admins";
import { insertSession } from "@/lib/db/sessions";
import { SignInInput } from "@/lib/inputs/sign-in";
import { verifyPassword } from "./password";
import { sessionLifetimeMs } from "./session-lifetime";
import { countGuess, forgiveGuess } from "./throttle";

export interface SignInRequest {
  readonly credentials: unknown;
  readonly address: string | undefined;
  readonly userAgent: string | undefined;
}

export type SignInOutcome =
  | { readonly kind: "signedIn"; readonly sessionId: string }
  /** Unknown e-mail address, wrong password and disabled admin alike. */
  | { readonly kind: "refused" }
  | { readonly kind: "throttled"; readonly retryAfterS: number };

/** Checks e-mail address and password, within the throttle, and opens a session. */
export async function signIn({ credentials, address, userAgent }: SignInRequest, now: Date): Promise<SignInOutcome> {
  const parsed = SignInInput.safeParse(credentials);
  if (!parsed.success) return { kind: "refused" };
  const { email, password } = parsed.data;
  const retryAfterS = await countGuess({ email, address });
  if (retryAfterS !== undefined) return { kind: "throttled", retryAfterS };
  const stored = await findPasswordHash(db, email);
  const isRight = await verifyPassword(stored?.passwordHash, password);
  if (stored === undefined || !isRight || stored.disabledAt !== null) return { kind: "refused" };
  await forgiveGuess({ email, address });
  const id = uuidv7();
  await insertSession(db, {
    id,
    adminId: stored.id,
    expiresAt: new Date(now.getTime() + sessionLifetimeMs),
    ip: address ?? null,
    userAgent: userAgent?.slice(0, 300) ?? null,
  });
  return { kind: "signedIn", sessionId: id };
}
