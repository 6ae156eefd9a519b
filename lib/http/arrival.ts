import { uuidv7 } from "uuidv7";
import { isOwnProbe, ownProbeHeader } from "@/lib/auth/own-probe";
import { redactQuery, redactText } from "@/lib/insight/redact";
import { Trail } from "@/lib/insight/trail";
import { clientAddress } from "./client-address";
import type { ScimRequest } from "./scim-request";

/** When a request came, and the UUIDv7 of that moment that names it. Only the demo's past days are not now. */
export interface Arrival {
  readonly at: Date;
  readonly requestId: string;
}

export const arriveNow = (): Arrival => ({ at: new Date(), requestId: uuidv7() });

/** Begins the trail of a request, with where it came from. */
export function beginTrail(request: ScimRequest, { requestId, at }: Arrival): Trail {
  const probe = request.header(ownProbeHeader);
  const userAgent = request.header("user-agent");
  return new Trail({
    requestId,
    at,
    method: request.method,
    path: redactText(request.pathname.slice(0, 2_000)),
    query: request.search === "" ? undefined : redactQuery(request.search.slice(0, 8_192)),
    ip: clientAddress(request.peerAddress, request.header("x-forwarded-for")),
    userAgent: userAgent === undefined ? undefined : redactText(userAgent.slice(0, 300)),
    ...(probe !== undefined && { isOwnProbe: isOwnProbe(probe, at) }),
  });
}
