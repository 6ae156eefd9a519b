/** The header in which our server hands a page its own path and query (server.ts sets it, whatever a client sent). */
export const requestedPathHeader = "x-muster-path";

/** Where to lead back after signing in, without what Next itself adds to an address. */
export function requestedPath(header: string | null): string | undefined {
  if (!header?.startsWith("/")) return undefined;
  const url = new URL(header, "http://localhost");
  url.searchParams.delete("_rsc");
  return `${url.pathname}${url.search}`;
}
