import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { db } from "@/lib/db/client";
import { endSession, findSession } from "@/lib/db/sessions";
import { signInRefusal } from "@/lib/inputs/sign-in";
import { log } from "@/lib/log";
import { addressOf } from "./address";
import { areCookiesSecure, sessionSecret } from "./session-cookie";
import { sessionLifetimeMs } from "./session-lifetime";
import { signIn } from "./sign-in";
import type { SignInOutcome } from "./sign-in";

/**
 * next-auth with one provider. Its encrypted cookie carries the id of an AdminSession row and nothing else: no name, no
 * e-mail address, no role that could outlive its withdrawal.
 */
export function nextAuthOptions(): NextAuthOptions {
  return {
    secret: sessionSecret(),
    useSecureCookies: areCookiesSecure(),
    session: { strategy: "jwt", maxAge: sessionLifetimeMs / 1000 },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [
      Credentials({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: async (credentials, request) => {
          const outcome = await trySignIn(credentials, request.headers ?? {});
          // What next-auth calls the user is our session: the jwt callback below keeps nothing but its id.
          if (outcome.kind === "signedIn") return { id: outcome.sessionId };
          if (outcome.kind === "throttled") throw new Error(signInRefusal.throttled(outcome.retryAfterS));
          throw new Error(signInRefusal.wrong);
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => ({ sessionId: user === undefined ? token.sessionId : user.id }),
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token.sessionId !== "string") return;
        const session = await findSession(db, token.sessionId);
        if (session !== undefined) await endSession(db, session.admin.id, session.id, new Date());
      },
    },
    logger: {
      error: (code, metadata) => log.error({ code, err: metadata }, "next-auth"),
      // NEXTAUTH_URL is not set on purpose: Muster answers under whatever name it is reached by.
      warn: (code) => (code === "NEXTAUTH_URL" ? undefined : log.warn({ code }, "next-auth")),
      debug: () => undefined,
    },
  };
}

/** next-auth shows the message of whatever `authorize` throws to the browser: nothing of ours may be in it. */
async function trySignIn(credentials: unknown, headers: Record<string, unknown>): Promise<SignInOutcome> {
  const userAgent = headers["user-agent"];
  try {
    return await signIn(
      {
        credentials,
        address: addressOf(headers),
        userAgent: typeof userAgent === "string" ? userAgent : undefined,
      },
      new Date(),
    );
  } catch (error) {
    log.error({ err: error }, "sign-in failed unexpectedly");
    throw new Error("unexpected");
  }
}
