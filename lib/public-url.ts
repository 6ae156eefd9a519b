import { env } from "@/lib/env";

/**
 * Scheme, host and port that the client reached us at: MUSTER_PUBLIC_URL, else what the request (or the proxy before us)
 * says. Only answers to this very client are made of it.
 */
export function publicUrl(header: (name: string) => string | undefined, encrypted: boolean): string {
  if (env.publicUrl) return env.publicUrl;
  const first = (name: string) => header(name)?.split(",")[0]?.trim();
  const protocol = first("x-forwarded-proto") === "https" || encrypted ? "https" : "http";
  const host = first("x-forwarded-host") ?? first("host") ?? `localhost:${env.port}`;
  return `${protocol}://${/^[\w.:[\]-]+$/.test(host) ? host : `localhost:${env.port}`}`;
}
