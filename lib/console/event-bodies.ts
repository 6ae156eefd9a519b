import { requirePermission } from "@/lib/auth/permissions";
import type { OrganizationScope } from "@/lib/auth/scope";
import { hasRecentAuditEvent } from "@/lib/db/audit-events";
import { db } from "@/lib/db/client";
import { findEventBodies } from "@/lib/db/console-logs";
import { asCurl } from "@/lib/insight/as-curl";
import type { ReadBodiesInput } from "@/lib/inputs/log";
import { notFound } from "@/lib/inputs/refusal";
import { audited } from "./audited";
import { isDecision } from "./decision-event";
import { directoryOf } from "./directory-of";
import { oldestKeptId } from "./log-retention";

export interface EventBodies {
  /** Indented JSON, redacted before it was stored. */
  readonly request: string | null;
  readonly response: string | null;
  /** The request for a shell, without its token; null for what was no request. */
  readonly curl: string | null;
}

const action = "log.readBody";
/** Whoever opens the same request again within this time is noted once. */
const notedOnceMs = 60 * 60_000;

/**
 * What one request and its answer said. Reading it is an audit event, written before anything is handed out.
 * @param origin scheme, host and port that the copied request goes to
 * @throws Refusal when the directory has no such request
 */
export async function readEventBodies(
  scope: OrganizationScope,
  { directoryId, eventId }: ReadBodiesInput,
  origin: string,
): Promise<EventBodies> {
  requirePermission(scope.actor, "directory:read");
  const directory = await directoryOf(scope, directoryId);
  const isKept = eventId >= (await oldestKeptId(scope, new Date()));
  const record = isKept ? await findEventBodies(directory.scope, eventId) : null;
  if (record === null) throw notFound();
  const seen = { action, target: eventId, directoryId };
  if (!(await hasRecentAuditEvent(db, scope, seen, new Date(Date.now() - notedOnceMs)))) {
    await audited(scope, () => Promise.resolve({ value: undefined, entry: seen }));
  }
  const url = `${origin}${record.path}${record.query === null ? "" : `?${record.query}`}`;
  const body = record.requestBody === null ? null : JSON.stringify(record.requestBody);
  return {
    request: indented(record.requestBody),
    response: indented(record.responseBody),
    curl: isDecision(record.method) ? null : asCurl({ method: record.method, url, body }),
  };
}

const indented = (body: unknown): string | null => (body === null ? null : JSON.stringify(body, null, 2));
