import { env } from "@/lib/env";

/**
 * Cookies are Secure when people reach Muster by https: behind a proxy that ends TLS the request itself says http, so
 * only MUSTER_PUBLIC_URL can tell.
 */
export const areCookiesSecure = (): boolean => env.publicUrl?.startsWith("https://") ?? false;

/** The name of next-auth's session cookie. */
export const sessionCookieName = (): string => `${areCookiesSecure() ? "__Secure-" : ""}next-auth.session-token`;

/**
 * What session cookies are encrypted and access tokens are signed with. The start script always sets it.
 * @throws Error without NEXTAUTH_SECRET: signing in with a secret that everybody knows must be impossible
 */
export function sessionSecret(): string {
  if (env.nextAuthSecret === undefined) throw new Error("NEXTAUTH_SECRET is not set: start Muster with npm start");
  return env.nextAuthSecret;
}
