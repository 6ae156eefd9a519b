/** Cookie that carries the reader's time zone, because no request header does. Set by components/reader-zone.tsx. */
export const timeZoneCookie = "muster-zone";

/** `zone` if it is an IANA time zone this runtime knows, else UTC: the cookie is a stranger's text. */
export function checkedTimeZone(zone: string | undefined): string {
  if (zone === undefined) return "UTC";
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}
