/**
 * A log row in the shape of Entra's provisioning log (ENTRA.md §7.4, Graph `GET /auditLogs/provisioning`), so that both
 * logs can be laid side by side. What Entra knows and we do not (job, change, who began) is what stands in for it here: the
 * directory, the request, the credential. Our own words stand beside, under names that Entra does not have.
 */
export interface EntraRecord {
  readonly id: string;
  readonly activityDateTime: string;
  readonly tenantId: string;
  readonly jobId: string;
  /** As Muster inferred it (ENTRA.md §7.8); null: between cycles. */
  readonly cycleId: string | null;
  readonly changeId: string;
  readonly provisioningAction: string;
  readonly durationInMilliseconds: number;
  /** The credential, or the admin whose decision it was. */
  readonly initiatedBy: {
    readonly id: string;
    readonly displayName: string;
    readonly initiatorType: "system" | "user";
  };
  readonly servicePrincipal: { readonly id: string; readonly displayName: string };
  readonly sourceSystem: { readonly id: string; readonly displayName: string };
  readonly targetSystem: { readonly id: string; readonly displayName: string };
  readonly sourceIdentity: EntraIdentity;
  readonly targetIdentity: EntraIdentity;
  readonly modifiedProperties: readonly EntraProperty[];
  readonly provisioningSteps: readonly EntraStep[];
  readonly provisioningStatusInfo: {
    readonly status: string;
    readonly errorInformation: EntraError | null;
  };
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly query: string | null;
    readonly httpStatus: number;
    readonly address: string | null;
    readonly userAgent: string | null;
    readonly dialect: string | null;
  };
}

interface EntraIdentity {
  readonly id: string | null;
  readonly displayName: string | null;
  readonly identityType: string | null;
  readonly details: Readonly<Record<string, string>>;
}

export interface EntraProperty {
  readonly displayName: string;
  readonly oldValue: string | null;
  readonly newValue: string | null;
}

export interface EntraStep {
  readonly name: string;
  readonly provisioningStepType: "matching" | "processing" | "export";
  readonly status: string;
  readonly description: string;
}

interface EntraError {
  readonly errorCode: string;
  readonly reason: string | null;
  readonly errorCategory: "failure";
  readonly recommendedAction: string | null;
  /** Ours. */
  readonly musterCode: string | null;
}

/** Our actions that Entra's log has a word for; everything else is "other". */
const entraActions: ReadonlySet<string> = new Set(["create", "update", "delete", "disable"]);

/** Entra's log calls enabling and restoring an update. */
export function entraAction(action: string): string {
  if (action === "enable" || action === "restore") return "update";
  return entraActions.has(action) ? action : "other";
}

/** What kind of step ours is in Entra's terms: the look-up before, the write at the end, and all between. */
export function entraStepType(name: string): EntraStep["provisioningStepType"] {
  if (name === "write") return "export";
  return name === "matching" ? "matching" : "processing";
}
