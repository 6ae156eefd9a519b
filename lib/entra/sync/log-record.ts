import { randomUUID } from "node:crypto";
import type { Change } from "./change-set";
import type { Outcome } from "./provision";
import type { ProvisioningFailure } from "./provisioning-failure";

/** One row of Entra's provisioning log, in the shape of Graph's /auditLogs/provisioning (ENTRA.md §7.4). */
export interface LogRecord {
  readonly id: string;
  readonly activityDateTime: string;
  readonly tenantId: string;
  readonly jobId: string;
  readonly cycleId: string;
  readonly changeId: string;
  readonly provisioningAction: "create" | "update" | "delete" | "stageddelete" | "disable" | "other";
  readonly durationInMilliseconds: number;
  readonly initiatedBy: { readonly id: string; readonly displayName: string; readonly initiatorType: "system" };
  readonly sourceIdentity: { readonly id: string; readonly displayName: string; readonly identityType: string };
  readonly targetIdentity: { readonly id: string; readonly displayName: string; readonly identityType: string };
  readonly modifiedProperties: readonly {
    readonly displayName: string;
    readonly oldValue: string | null;
    readonly newValue: string | null;
  }[];
  readonly provisioningSteps: readonly {
    readonly name: string;
    readonly provisioningStepType: string;
    readonly status: string;
    readonly description: string;
    readonly details: StepDetails;
  }[];
  readonly provisioningStatusInfo: {
    readonly status: "success" | "failure" | "skipped";
    readonly errorInformation: {
      readonly errorCode: string;
      readonly reason: string;
      readonly additionalDetails: null;
      readonly errorCategory: "failure";
      readonly recommendedAction: string;
    } | null;
  };
}

/** Of a step that skips, why: NotEffectivelyEntitled, RedundantExport and the like (ENTRA.md §7.4). */
export interface StepDetails {
  readonly SkipReason?: string;
}

const actions = {
  created: "create",
  updated: "update",
  disabled: "disable",
  deleted: "delete",
  unchanged: "other",
  skipped: "other",
} as const;

export interface RecordFacts {
  readonly at: Date;
  readonly milliseconds: number;
  readonly tenantId: string;
  readonly jobId: string;
  readonly cycleId: string;
}

/** The row of one object, done or failed. */
export function logRecord(facts: RecordFacts, change: Change, result: Outcome | ProvisioningFailure): LogRecord {
  const failure = "code" in result ? result : undefined;
  const outcome = "code" in result ? undefined : result;
  const isGroup = change.kind === "group";
  const isStaged = outcome?.reason === "StagedDelete";
  const isIdle = outcome?.action === "skipped" || outcome?.action === "unchanged";
  const action = outcome ? actions[outcome.action] : change.known?.targetId === undefined ? "create" : "update";
  const targetId = outcome?.targetId ?? change.known?.targetId ?? "";
  return {
    id: randomUUID(),
    activityDateTime: facts.at.toISOString(),
    tenantId: facts.tenantId,
    jobId: facts.jobId,
    cycleId: facts.cycleId,
    changeId: randomUUID(),
    provisioningAction: isStaged ? "stageddelete" : action,
    durationInMilliseconds: facts.milliseconds,
    initiatedBy: { id: "", displayName: "Azure AD Provisioning Service", initiatorType: "system" },
    sourceIdentity: { id: change.id, displayName: change.name, identityType: isGroup ? "Group" : "User" },
    targetIdentity: {
      id: targetId,
      displayName: change.name,
      identityType: isGroup
        ? "urn:ietf:params:scim:schemas:core:2.0:Group"
        : "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
    },
    modifiedProperties: (outcome?.changes ?? []).map(({ mapping, before, value }) => ({
      displayName: mapping.target.text,
      oldValue: before ?? null,
      newValue: typeof value === "string" ? value : JSON.stringify(value),
    })),
    provisioningSteps: [step(change, outcome, failure)],
    provisioningStatusInfo: {
      status: failure ? "failure" : isIdle ? "skipped" : "success",
      errorInformation: failure
        ? {
            errorCode: failure.code,
            reason: failure.reason,
            additionalDetails: null,
            errorCategory: "failure",
            recommendedAction: "https://aka.ms/provisioning-errors",
          }
        : null,
    },
  };
}

function step(
  change: Change,
  outcome: Outcome | undefined,
  failure: ProvisioningFailure | undefined,
): LogRecord["provisioningSteps"][number] {
  const what = `${change.kind === "group" ? "Group" : "User"} '${change.name}'`;
  if (failure) {
    const name = change.known?.targetId === undefined ? "EntryExportAdd" : "EntryExportUpdate";
    return {
      name,
      provisioningStepType: "export",
      status: "failure",
      description: `Failed to provision ${what}`,
      details: {},
    };
  }
  switch (outcome?.action) {
    case "skipped":
      return {
        name: "EntrySynchronizationSkip",
        provisioningStepType: "scoping",
        status: "skipped",
        description: `${what} is skipped: ${outcome.reason ?? ""}`,
        details: { SkipReason: outcome.reason ?? "" },
      };
    case "unchanged":
      return {
        name: "EntryExportUpdate",
        provisioningStepType: "export",
        status: "skipped",
        description: `${what} is the same in both systems (RedundantExport)`,
        details: { SkipReason: "RedundantExport" },
      };
    case "created":
      return {
        name: "EntryExportAdd",
        provisioningStepType: "export",
        status: "success",
        description: `${what} was created`,
        details: {},
      };
    default:
      return {
        name: "EntryExportUpdate",
        provisioningStepType: "export",
        status: "success",
        description: `${what} was ${outcome?.action ?? "updated"}`,
        details: {},
      };
  }
}
