import type { DirectoryScope } from "@/lib/auth/scope";
import type { EventExportRecord } from "@/lib/db/event-export";
import { entraErrorCode } from "@/lib/insight/codes";
import { entraAction, entraStepType, type EntraRecord } from "@/lib/insight/entra-record";
import type { Json } from "@/lib/scim/json";
import { asJsonObject } from "./as-json-object";
import { isDecision } from "./decision-event";
import { eventSteps } from "./event-steps";

/** What a record says in words of the reader's language, or of the directory. */
export interface RecordWords {
  readonly sourceSystem: string;
  readonly targetSystem: string;
  /** Of the directory: what Entra calls the enterprise application. */
  readonly servicePrincipal: string;
  /** What people call a token or OAuth client. */
  readonly credential: (id: string) => string | undefined;
  /** What to do about a failure with one of our codes. */
  readonly recommend: (code: string | null, resourceType: "User" | "Group" | null) => string | null;
}

/** What is known of a row that does not stand in it. */
export interface RecordContext {
  /** Of the cycle that it fell in, if it fell in one. */
  readonly cycleId: string | undefined;
  /** What the log calls whom it is about. */
  readonly name: string | null | undefined;
}

export function toEntraRecord(
  { organizationId, directoryId }: DirectoryScope,
  row: EventExportRecord,
  { cycleId, name }: RecordContext,
  words: RecordWords,
): EntraRecord {
  const resourceType = row.resourceType === "User" || row.resourceType === "Group" ? row.resourceType : null;
  // Nobody is called by an id.
  const displayName = row.displayName ?? row.userName ?? (name === row.externalId ? null : (name ?? null));
  const failed = row.status === "failure";
  return {
    id: row.id,
    activityDateTime: row.at.toISOString(),
    tenantId: organizationId,
    jobId: `scim.${directoryId}`,
    cycleId: cycleId ?? null,
    changeId: row.id,
    provisioningAction: entraAction(row.action),
    durationInMilliseconds: Math.round(row.durationMs),
    initiatedBy: isDecision(row.method)
      ? { id: "", displayName: row.detail ?? "", initiatorType: "user" }
      : {
          id: row.credentialId ?? "",
          displayName: (row.credentialId && words.credential(row.credentialId)) ?? "",
          initiatorType: "system",
        },
    servicePrincipal: { id: directoryId, displayName: words.servicePrincipal },
    sourceSystem: { id: row.credentialId ?? "", displayName: words.sourceSystem },
    targetSystem: { id: directoryId, displayName: words.targetSystem },
    sourceIdentity: {
      id: row.externalId,
      displayName,
      identityType: resourceType,
      details: row.userName === null ? {} : { userName: row.userName },
    },
    targetIdentity: { id: row.resourceId, displayName, identityType: resourceType, details: {} },
    modifiedProperties: listOf(row.modified).map((property) => ({
      displayName: text(property["path"]) ?? "",
      oldValue: text(property["before"]) ?? movedText(property["removed"], property["removedIds"]),
      newValue: text(property["after"]) ?? movedText(property["added"], property["addedIds"]),
    })),
    provisioningSteps: eventSteps(row).map(({ name, status, detail }) => ({
      name,
      provisioningStepType: entraStepType(name),
      status,
      description: detail,
    })),
    provisioningStatusInfo: {
      status: row.status,
      errorInformation: failed
        ? {
            errorCode: entraErrorCode(row.httpStatus) ?? "",
            reason: row.detail,
            errorCategory: "failure",
            recommendedAction: words.recommend(row.code, resourceType),
            musterCode: row.code,
          }
        : null,
    },
    request: {
      method: row.method,
      path: row.path,
      query: row.query,
      httpStatus: row.httpStatus,
      address: row.ip,
      userAgent: row.userAgent,
      dialect: row.dialect,
    },
  };
}

/** Ids of members that one value names. */
const idsMax = 100;

/** Members who came or went, by their ids; of more than a cell should hold, the first, and how many there are in all. */
function movedText(count: Json | undefined, ids: Json | undefined): string | null {
  if (typeof count !== "number" || count === 0) return null;
  const named = (Array.isArray(ids) ? ids : []).slice(0, idsMax);
  if (named.length === 0) return String(count);
  return `${named.join(", ")}${named.length < count ? `, … (${count})` : ""}`;
}

const listOf = (value: unknown) => (Array.isArray(value) ? value.map(asJsonObject) : []);

function text(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}
