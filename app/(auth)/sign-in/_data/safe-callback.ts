/** Where to go after signing in: a path of this console, or undefined. Anything that could lead elsewhere is dropped. */
export function safeCallback(callbackUrl: string | string[] | undefined): string | undefined {
  if (typeof callbackUrl !== "string") return undefined;
  const base = "http://console.invalid";
  if (!callbackUrl.startsWith("/") || !URL.canParse(callbackUrl, base)) return undefined;
  const url = new URL(callbackUrl, base);
  return url.origin === base ? `${url.pathname}${url.search}${url.hash}` : undefined;
}
