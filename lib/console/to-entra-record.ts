import type { DirectoryScope } from "@/lib/auth/scope";
import type { EventExportRecord } from "@/lib/db/event-export";
import { entraErrorCode } from "@/lib/insight/codes";
import { entraAction, entraStepType, type EntraRecord } from "@/lib/insight/entra-record";
import { asJsonObject } from "./as-json-object";
import { isDecision } from "./decision-event";

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

/** @param cycleId of the cycle that the row fell in, if it fell in one */
export function toEntraRecord(
  { organizationId, directoryId }: DirectoryScope,
  row: EventExportRecord,
  cycleId: string | undefined,
  words: RecordWords,
): EntraRecord {
  const resourceType = row.resourceType === "User" || row.resourceType === "Group" ? row.resourceType : null;
  const displayName = row.displayName ?? row.userName;
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
      oldValue: text(property["before"]) ?? text(property["removed"]),
      newValue: text(property["after"]) ?? text(property["added"]),
    })),
    provisioningSteps: listOf(row.steps).map((step) => ({
      name: text(step["name"]) ?? "",
      provisioningStepType: entraStepType(text(step["name"]) ?? ""),
      status: text(step["status"]) ?? "",
      description: text(step["detail"]) ?? "",
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

const listOf = (value: unknown) => (Array.isArray(value) ? value.map(asJsonObject) : []);

function text(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}
