import type { EntraHttpClient } from "../http-client";
import type { Tenant } from "../tenant/tenant";
import type { Configuration } from "./configuration";
import type { LogRecord } from "./log-record";
import type { SyncState } from "./state";

export interface CycleOptions {
  readonly tenant: Tenant;
  readonly configuration: Configuration;
  readonly client: EntraHttpClient;
  /** The compliant PATCH dialect, as `?aadOptscim062020` on the Tenant URL asks for. */
  readonly isCompliant: boolean;
  /** Changed in place as the cycle goes. */
  readonly state: SyncState;
  readonly now?: () => number;
  /** Requests at a time; 4 when left out (Entra's own number is not known, ENTRA.md §11). */
  readonly concurrency?: number;
  /** Members in one PATCH; 100 when left out. */
  readonly membersPerPatch?: number;
  /** How often what was answered with 429 or 503 is sent again within the cycle; 5 when left out. */
  readonly retries?: number;
  /** Deletions above the threshold were looked at and are meant. */
  readonly allowsDeletions?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  readonly onRecord?: (record: LogRecord) => void;
}

/** In their order (ENTRA.md §5). */
export const phases = ["users", "groups", "managers", "members"] as const;
export type Phase = (typeof phases)[number];

/** How far a cycle is in one of its phases. */
export interface Progress {
  readonly phase: Phase;
  readonly done: number;
  readonly total: number;
  /** Sent since the cycle began. */
  readonly requests: number;
}
