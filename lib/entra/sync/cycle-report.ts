import type { Change } from "./change-set";
import type { Action } from "./provision";
import type { ProvisioningFailure } from "./provisioning-failure";
import type { Failures } from "./quarantine";

export interface ReportedFailure {
  readonly kind: "user" | "group";
  readonly id: string;
  readonly name: string;
  /** As Entra's log names it (ENTRA.md §7.5). */
  readonly code: string;
  readonly reason: string;
}

/**
 * What one cycle did. Each object counts once; one that was created and then failed by a reference counts as failed.
 * `unchanged`: attributes and manager were read and are the same. Members are never read (ENTRA.md §2.1): those of a group
 * that Entra has forgotten, or finds, are added again; that counts as `updated`, unless the server's version (meta.version
 * before, ETag after) tells that all of them were there.
 */
export interface CycleReport {
  readonly type: "initial" | "incremental";
  readonly seen: number;
  readonly created: number;
  readonly updated: number;
  readonly disabled: number;
  readonly deleted: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly failed: number;
  readonly requests: number;
  readonly seconds: number;
  readonly failures: readonly ReportedFailure[];
  /** Why the job is in quarantine now, if it is. */
  readonly quarantine: string | null;
}

/** Counts objects as a cycle goes. */
export class Tally {
  private readonly actions = new Map<string, Action>();
  private readonly failures = new Map<string, ReportedFailure>();
  /** Of those, whose references alone failed. */
  private readonly referencesFailed = new Set<string>();

  did({ id }: Change, action: Action): void {
    this.actions.set(id, action);
  }

  /** A reference of it was written, if it had to be: what seemed unchanged was updated. */
  lookedAtReference({ id }: Change, isChanged: boolean): void {
    if (this.failures.has(id)) return;
    const action = this.actions.get(id) ?? "unchanged";
    this.actions.set(id, isChanged && action === "unchanged" ? "updated" : action);
  }

  failed({ kind, id, name }: Change, { code, reason }: ProvisioningFailure, isReference: boolean): void {
    if (isReference && !this.failures.has(id)) this.referencesFailed.add(id);
    this.actions.delete(id);
    this.failures.set(id, { kind, id, name, code, reason });
  }

  /** For the thresholds of quarantine. */
  get counted(): Failures {
    const references = this.referencesFailed.size;
    return { attempted: this.seen, objects: this.failures.size - references, references };
  }

  private get seen(): number {
    return this.actions.size + this.failures.size;
  }

  report(facts: Pick<CycleReport, "type" | "requests" | "seconds" | "quarantine">): CycleReport {
    const counts = { created: 0, updated: 0, disabled: 0, deleted: 0, unchanged: 0, skipped: 0 };
    for (const action of this.actions.values()) counts[action] += 1;
    const { type, requests, seconds, quarantine } = facts;
    const failures = [...this.failures.values()];
    return { type, seen: this.seen, ...counts, failed: failures.length, requests, seconds, failures, quarantine };
  }
}
