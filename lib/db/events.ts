import type { ProvisioningEvent } from "@/lib/insight/provisioning-event";
import { join, raw, sql } from "@/lib/scim/filter/sql-fragment";
import type { SqlFragment } from "@/lib/scim/filter/sql-fragment";
import { write } from "./statements";

const columns = [
  ["directoryId", "uuid"],
  ["id", "uuid"],
  ["organizationId", "uuid"],
  ["at", "timestamptz"],
  ["durationMs", "real"],
  ["action", "text"],
  ["status", "text"],
  ["httpStatus", "smallint"],
  ["scimType", "text"],
  ["code", "text"],
  ["detail", "text"],
  ["method", "text"],
  ["path", "text"],
  ["query", "text"],
  ["resourceType", "text"],
  ["resourceId", "uuid"],
  ["userName", "text"],
  ["externalId", "text"],
  ["displayName", "text"],
  ["credentialId", "uuid"],
  ["ip", "text"],
  ["userAgent", "text"],
  ["dialect", "text"],
  ["modified", "jsonb"],
  ["steps", "jsonb"],
  // JSON as text: PostgreSQL need not read it twice.
  ["requestBody", "text"],
  ["responseBody", "text"],
] as const;

const isBody = (name: string) => name === "requestBody" || name === "responseBody";

const names = raw(columns.map(([name]) => `"${name}"`).join(", "));
const record = raw(columns.map(([name, type]) => `"${name}" ${type}`).join(", "));

/**
 * PostgreSQL can store neither U+0000 nor half of a surrogate pair; each becomes U+FFFD, in the log only. JSON.stringify
 * writes both as escapes, and whole pairs as themselves.
 */
const storable = (json: string) => json.replace(/\\u(?:0000|d[89a-f][0-9a-f]{2})/g, "\\ufffd");

/**
 * An INSERT of log rows, to stand in a CTE beside the change they tell of and so in the same statement and commit.
 * `overrides` replaces a column by SQL of ours where only the statement itself knows the value; `condition` (for instance
 * `EXISTS (SELECT 1 FROM changed)`) keeps the rows out where nothing was written.
 */
export function insertEventsSql(
  events: readonly ProvisioningEvent[],
  {
    overrides = {},
    condition = raw("TRUE"),
  }: { overrides?: Readonly<Record<string, SqlFragment>>; condition?: SqlFragment } = {},
): SqlFragment {
  const selected = join(
    columns.map(([name]) => overrides[name] ?? raw(`event."${name}"${isBody(name) ? "::jsonb" : ""}`)),
    ", ",
  );
  return sql`INSERT INTO "ProvisioningEvent" (${names})
    SELECT ${selected} FROM jsonb_to_recordset(${storable(JSON.stringify(events))}::jsonb) AS event(${record}) WHERE ${condition}`;
}

/** Writes log rows that have no change to commit with: reads and refusals. One round trip for any number. */
export async function insertEvents(events: readonly ProvisioningEvent[]): Promise<void> {
  if (events.length > 0) await write(insertEventsSql(events));
}
