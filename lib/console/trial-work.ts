import type { DirectoryScope } from "@/lib/auth/scope";
import type { JsonObject } from "@/lib/scim/json";
import type { TakenRun } from "@/lib/db/trial-runs";
import type { Sandbox } from "./sandbox";
import type { TrialProgress } from "./trial-kinds";

/** What a run is given. */
export interface TrialContext {
  readonly run: TakenRun;
  /** Muster's own, of the directory that the sandbox is a copy of. */
  readonly scope: DirectoryScope;
  readonly sandbox: Sandbox;
  /** Where this very server's SCIM service answers for the sandbox, on this machine: without a slash at its end. */
  readonly tenantUrl: string;
  /** Of this very server, on this machine. */
  readonly origin: string;
  /** Somebody wants it to stop, or the server is shut down. */
  readonly signal: AbortSignal;
  /** Costs nothing: it is written now and then. */
  readonly progress: (progress: TrialProgress) => void;
}

/** What a run found. */
export interface TrialFindings {
  readonly report: JsonObject;
  /** What parts of the report rest on, by a key of the kind's own; read one at a time. */
  readonly evidence?: JsonObject;
}

/**
 * The work of a kind. It may throw TrialFailure; whatever else it throws is a defect. What it throws or finds once the
 * signal has aborted is not looked at.
 */
export type TrialWork = (context: TrialContext) => Promise<TrialFindings>;

/** Why a run failed, in a word that its page has a sentence for. */
export type TrialProblem = "unreachable" | "sandboxTooLarge" | "tooSlow" | "unknownKind" | "unexpected";

/** A run cannot be carried out, and why. */
export class TrialFailure extends Error {
  override readonly name = "TrialFailure";
  constructor(
    readonly problem: TrialProblem,
    /** More of it, in English; never a secret. */
    readonly detail?: string,
  ) {
    super(detail ?? problem);
  }
}
