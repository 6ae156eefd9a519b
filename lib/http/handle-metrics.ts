import { Registry } from "prom-client";
import { hashToken, isSameHash } from "@/lib/auth/token-secret";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { requestRegistry } from "@/lib/metrics/request-metrics";
import { stateRegistry } from "@/lib/metrics/state-metrics";
import type { ScimRequest, ScimResponse } from "./scim-request";

const metricsPath = "/api/metrics";

export const isMetricsPath = (pathname: string): boolean => pathname === metricsPath;

const registry = Registry.merge([requestRegistry, stateRegistry]);

/**
 * The process's metrics in Prometheus' text format, for whoever presents MUSTER_METRICS_TOKEN as a bearer token. They name
 * organizations, so without that setting there are none: 404.
 * @param token the setting; a parameter for tests
 */
export async function handleMetrics(
  request: Pick<ScimRequest, "method" | "header">,
  token: string | undefined = env.metricsToken,
): Promise<ScimResponse> {
  if (token === undefined) return plain(404, "Set MUSTER_METRICS_TOKEN to have metrics here.");
  if (!isSame(request.header("authorization") ?? "", `Bearer ${token}`)) {
    return plain(401, "Send MUSTER_METRICS_TOKEN as a bearer token.", { "WWW-Authenticate": "Bearer" });
  }
  if (request.method !== "GET" && request.method !== "HEAD") {
    return plain(405, `${request.method} is not possible here; GET is.`, { Allow: "GET, HEAD" });
  }
  try {
    const text = await registry.metrics();
    return { status: 200, headers: headers(registry.contentType), text: request.method === "HEAD" ? undefined : text };
  } catch (error) {
    log.error({ err: error }, "the metrics could not be read");
    return plain(503, "The database does not answer.", { "Retry-After": "5" });
  }
}

const isSame = (given: string, expected: string): boolean => isSameHash(hashToken(given), hashToken(expected));

const headers = (type: string) => ({
  "Content-Type": type,
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
});

const plain = (status: number, text: string, more: Readonly<Record<string, string>> = {}): ScimResponse => ({
  status,
  headers: { ...headers("text/plain; charset=utf-8"), ...more },
  text: `${text}\n`,
});
