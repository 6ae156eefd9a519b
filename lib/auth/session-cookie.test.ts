import { afterEach, expect, test, vi } from "vitest";

/** Settings are read once, when lib/env is first imported. */
async function cookieWith(settings: Readonly<Record<string, string>>) {
  vi.resetModules();
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  return import("./session-cookie");
}

afterEach(() => vi.unstubAllEnvs());

test("cookies are Secure behind a proxy that ends TLS, because the public URL says https", async () => {
  const { areCookiesSecure, sessionCookieName } = await cookieWith({ MUSTER_PUBLIC_URL: "https://muster.example.com" });
  expect(areCookiesSecure()).toBe(true);
  // The prefix makes the browser refuse the cookie over http.
  expect(sessionCookieName()).toBe("__Secure-next-auth.session-token");
});

test("cookies work without TLS when nothing says that there is any", async () => {
  const { areCookiesSecure, sessionCookieName } = await cookieWith({ MUSTER_PUBLIC_URL: "" });
  expect(areCookiesSecure()).toBe(false);
  expect(sessionCookieName()).toBe("next-auth.session-token");
});

test("nobody can sign in with a secret that everybody knows", async () => {
  const { sessionSecret } = await cookieWith({ NEXTAUTH_SECRET: "" });
  expect(sessionSecret).toThrow("NEXTAUTH_SECRET");
});
