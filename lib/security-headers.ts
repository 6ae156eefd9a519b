/** The response headers that keep a browser from helping an attacker. SCIM answers are not pages: lib/http sets theirs. */

/** The same on every page; next.config.ts sends them. */
export const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  // Addresses name customers and people, and one holds the set-up secret. Not "no-referrer": forms would then be sent
  // with an Origin of null, which Next refuses for server actions.
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=(), usb=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
] as const;

/**
 * Of pages whose address is a secret. They have no form that works without scripts, so nothing needs a referrer; fetch
 * sends its Origin without one.
 */
export const secretPathHeaders = [
  { key: "Referrer-Policy", value: "no-referrer" },
  { key: "X-Robots-Tag", value: "noindex, nofollow, noarchive" },
] as const;

/**
 * The content security policy of one page. Scripts run only with this answer's nonce, which Next copies onto its own
 * from the request; styles may be inline, because components position themselves by style attributes.
 *
 * @param dev React and the bundler evaluate strings and talk over a web socket in development
 */
export function contentSecurityPolicy(nonce: string, dev: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${dev ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
