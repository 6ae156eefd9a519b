import { redactText } from "@/lib/insight/redact";
import { log } from "@/lib/log";
import { countRequest } from "@/lib/metrics/request-metrics";
import type { ScimRequest, ScimResponse } from "./scim-request";

type Handle = (request: ScimRequest) => Promise<ScimResponse>;

/**
 * The same handler, each request of which is counted, and with MUSTER_LOG_LEVEL=debug also told in the server's log: its
 * request id finds the row of the provisioning log.
 */
export function counted(handle: Handle): Handle {
  return async (request) => {
    const { method, pathname } = request;
    const began = performance.now();
    const answered = countRequest(request);
    try {
      const response = await handle(request);
      const { status, outcome, headers } = response;
      answered({ httpStatus: status, outcome });
      if (log.isLevelEnabled("debug")) {
        const requestId = headers["X-Request-Id"];
        // A token pasted into the Tenant URL arrives in the path.
        const safe = redactText(pathname.slice(0, 2_000));
        log.debug({ requestId, method, pathname: safe, status, ms: performance.now() - began }, "answered");
      }
      return response;
    } catch (error) {
      answered({ httpStatus: 500, outcome: "failure" });
      throw error;
    }
  };
}
